import { expect, test } from "vitest";
import { digitShapes, mostPoints } from "./digitShapes.ts";

test("digitShapes has several ways to write each of the ten digits", () => {
  expect(digitShapes).toHaveLength(10);
  for (const ways of digitShapes) expect(ways.length).toBeGreaterThanOrEqual(4);
});

test("digitShapes lie in their box, use its height, and begin with a pen put down", () => {
  for (const { x, y, starts, corners } of digitShapes.flat()) {
    expect([y.length, starts.length, corners.length]).toEqual([x.length, x.length, x.length]);
    expect(x.length).toBeLessThanOrEqual(mostPoints);
    expect(starts[0]).toBe(true);
    for (const coordinate of [...x, ...y]) {
      expect(coordinate).toBeGreaterThanOrEqual(0);
      expect(coordinate).toBeLessThanOrEqual(1);
    }
    expect(Math.max(...y) - Math.min(...y)).toBeGreaterThan(0.9);
  }
});

test("digitShapes reads corners and pen lifts", () => {
  // "8,6 48,4 90,2! 68,42 46,100! | 30,50 54,48 80,46"
  const barredSeven = digitShapes[7]![1]!;
  expect([barredSeven.x[2], barredSeven.y[2]]).toEqual([0.9, 0.02]);
  expect(barredSeven.corners.indexOf(true)).toBe(2);
  expect(barredSeven.starts.map((start, i) => (start ? i : -1)).filter((i) => i >= 0)).toEqual([
    0, 5,
  ]);
});
