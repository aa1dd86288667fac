import { expect, test } from "vitest";
import { minimise } from "./minimise.ts";

/** A long valley: 1,000 times as steep one way as the other. Least at (3, -1). */
function valley([x = 0, y = 0]: Float64Array, gradient: Float64Array): number {
  gradient.set([x - 3, 1000 * (y + 1)]);
  return (x - 3) ** 2 / 2 + 500 * (y + 1) ** 2;
}

test("minimise() finds the lowest place of a valley", () => {
  const found = minimise(valley, Float64Array.of(0, 0), { tolerance: 1e-10 });
  expect(found.isReached).toBe(true);
  expect(found.point[0]).toBeCloseTo(3, 9);
  expect(found.point[1]).toBeCloseTo(-1, 9);
  expect(found.steps).toBeLessThan(30);
});

test("minimise() finds the minimum of a function that is no parabola", () => {
  const found = minimise(
    ([x = 0], gradient) => {
      gradient[0] = Math.exp(x) - 5;
      return Math.exp(x) - 5 * x;
    },
    Float64Array.of(-4),
    { tolerance: 1e-9 },
  );
  expect(found.point[0]).toBeCloseTo(Math.log(5), 9);
});

test("minimise() stays where the gradient is 0, and leaves the start as it is", () => {
  const start = Float64Array.of(3, -1);
  const { point, steps, isReached } = minimise(valley, start, { tolerance: 0 });
  expect([steps, isReached]).toEqual([0, true]);
  expect(point).toEqual(start);
  expect(point).not.toBe(start);
});

test("minimise() says where it stopped before the minimum", () => {
  const found = minimise(valley, Float64Array.of(0, 0), { tolerance: 1e-10, mostSteps: 2 });
  expect([found.steps, found.isReached]).toEqual([2, false]);
});
