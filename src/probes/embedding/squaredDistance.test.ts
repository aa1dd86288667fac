import { expect, test } from "vitest";
import { squaredDistance } from "./squaredDistance.ts";

/** Two points of ten coordinates, one apart in each. */
const values = Float64Array.from({ length: 20 }, (_, at) => Number(at < 10));
const pair = { a: 0, b: 10, size: 10 };

test("squaredDistance() is exact up to the limit, and beyond it more than the limit", () => {
  expect(squaredDistance(values, pair, 10)).toBe(10);
  expect(squaredDistance(values, pair, 8)).toBe(10);
  expect(squaredDistance(values, pair, 7)).toBe(8);
  expect(squaredDistance(values, { ...pair, b: 0 }, 0)).toBe(0);
});
