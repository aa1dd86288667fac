import { expect, test } from "vitest";
import { firstComponent } from "./firstComponent.ts";

const options = { positions: 3, centre: false };

function expectClose(found: Float32Array, known: readonly number[]): void {
  expect(found).toHaveLength(known.length);
  known.forEach((value, at) => {
    expect(found[at]).toBeCloseTo(value, 6);
  });
}

test("firstComponent() gives the positions back along the one direction that there is, positive in sum", () => {
  // The channels are 3 and 4 times the same map: its length along (0.6, 0.8) is 5.
  const activation = Float32Array.of(3, -6, 0, 4, -8, 0);
  expectClose(firstComponent(activation, options), [-5, 10, 0]);
  const wide = Float32Array.of(3, -6, 0, 4, -8, 0, 0, 0, 0, 0, 0, 0);
  expectClose(firstComponent(wide, options), [-5, 10, 0]);
});

test("firstComponent() takes the strongest of two directions", () => {
  expectClose(firstComponent(Float32Array.of(2, 0, 0, 0, 3, 0), options), [0, 3, 0]);
});

test("firstComponent() takes off means where it is told to, and then the largest position as positive", () => {
  const activation = Float32Array.of(10, 11, 15, 20, 20, 20);
  expectClose(firstComponent(activation, { positions: 3, centre: true }), [-2, -1, 3]);
});

test("firstComponent() gives zeros for zeros, and what is not a number for what is not", () => {
  expectClose(firstComponent(new Float32Array(6), options), [0, 0, 0]);
  expect(firstComponent(Float32Array.of(1, Number.NaN, 0), options)).toEqual(
    new Float32Array(3).fill(Number.NaN),
  );
});
