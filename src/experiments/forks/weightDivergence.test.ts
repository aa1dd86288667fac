import { expect, test } from "vitest";
import { type Way, weightDivergence } from "./weightDivergence.ts";

/** From (1, 1). */
function wayTo(...to: readonly number[]): Way {
  return { from: Float32Array.of(1, 1), to: Float32Array.from(to) };
}

test.each([
  ["the same way", [4, 5], [4, 5], { distance: 0, cosine: 1 }],
  ["one direction, one three times as far", [2, 1], [4, 1], { distance: 0.5, cosine: 1 }],
  ["a right angle", [2, 1], [1, 2], { distance: Math.SQRT1_2, cosine: 0 }],
  ["opposite ways", [2, 1], [-2, 1], { distance: 1, cosine: -1 }],
  ["a way and none", [2, 1], [1, 1], { distance: 1, cosine: null }],
  ["no way", [1, 1], [1, 1], { distance: null, cosine: null }],
])("weightDivergence() of %s", (_, a, b, expected) => {
  const found = weightDivergence(wayTo(...a), wayTo(...b));
  for (const name of ["distance", "cosine"] as const) {
    const number = expected[name];
    if (number === null) expect(found[name]).toBe(null);
    else expect(found[name]).toBeCloseTo(number, 12);
  }
  expect(weightDivergence(wayTo(...b), wayTo(...a))).toEqual(found);
});

test("weightDivergence() sees each from where it began", () => {
  const elsewhere = { from: Float32Array.of(7, 7), to: Float32Array.of(8, 7) };
  expect(weightDivergence(wayTo(2, 1), elsewhere)).toEqual({ distance: 0, cosine: 1 });
});
