import { expect, test } from "vitest";
import { makeStream } from "../../../core/random.ts";
import type { Rgb } from "./palette.ts";
import { scatterColour } from "./scatterColour.ts";

const centre: Rgb = [200, 100, 40];

test("scatterColour() without variance is the colour itself", () => {
  expect(scatterColour(centre, [1, -2, 0.5], { variance: 0, correlation: 0.5 })).toEqual(centre);
});

test("scatterColour() moves channels each by itself without correlation, all alike with correlation 1", () => {
  const apart = scatterColour(centre, [1, -2, 0.5], { variance: 100, correlation: 0 });
  expect(apart.map((part, c) => part - centre[c]!)).toEqual([
    expect.closeTo(10, 10),
    expect.closeTo(-20, 10),
    expect.closeTo(5, 10),
  ]);
  const [red, green, blue] = scatterColour([0, 0, 0], [1, -2, 0.5], {
    variance: 100,
    correlation: 1,
  });
  expect([green, blue]).toEqual([expect.closeTo(red, 10), expect.closeTo(red, 10)]);
});

test("scatterColour() keeps the brightness with the least correlation", () => {
  const drawn = scatterColour(centre, [1, -2, 0.5], { variance: 100, correlation: -0.5 });
  expect(drawn[0] + drawn[1] + drawn[2]).toBeCloseTo(340, 10);
});

test.each([
  [1000, 0.5],
  [3162, 0],
  [10000, -0.5],
  [100, 1],
])(
  "scatterColour() has the variance %d and the correlation %d asked for",
  (variance, correlation) => {
    const count = 40_000;
    const numbers = new Float64Array(3 * count);
    makeStream(7, "colours").fillNormal(numbers, 0, 0, 1);
    const sums = [0, 0, 0];
    const products = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      const drawn = scatterColour(centre, numbers.subarray(3 * i, 3 * i + 3), {
        variance,
        correlation,
      });
      const [r, g, b] = drawn.map((part, c) => part - centre[c]!) as [number, number, number];
      [r, g, b].forEach((part, c) => {
        sums[c]! += part / count;
      });
      [r * r, g * g, b * b, r * g, r * b, g * b].forEach((product, c) => {
        products[c]! += product / count;
      });
    }
    // Standard errors: √(v / n) of a mean, v √(2 / n) of a variance; four of each are allowed.
    for (const sum of sums) expect(Math.abs(sum)).toBeLessThan(4 * Math.sqrt(variance / count));
    products.forEach((product, c) => {
      const asked = c < 3 ? variance : correlation * variance;
      expect(Math.abs(product - asked)).toBeLessThan(4 * variance * Math.sqrt(2 / count));
    });
  },
);
