import { expect, test } from "vitest";
import { pointTowards } from "./pointTowards.ts";

// In the middle; to its right, far to its right; below; above and a little to the right.
const positions = [0.5, 0.5, 0.6, 0.52, 0.9, 0.5, 0.48, 0.8, 0.52, 0.3];
const all = { positions, isShown: () => true };

test("pointTowards() goes to the nearest point in each direction", () => {
  const directions = [
    [1, 0],
    [0, 1],
    [0, -1],
  ] as const;
  expect(directions.map((direction) => pointTowards(all, 0, direction))).toEqual([1, 3, 4]);
});

test("pointTowards() stays where there is nothing in the direction", () => {
  expect(pointTowards(all, 2, [1, 0])).toBe(2);
});

test("pointTowards() passes over points that are not shown", () => {
  expect(pointTowards({ positions, isShown: (index) => index !== 1 }, 0, [1, 0])).toBe(2);
});
