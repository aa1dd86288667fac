import { expect, test } from "vitest";
import { nearestPoint } from "./nearestPoint.ts";

const positions = [0.1, 0.1, 0.5, 0.5, 0.6, 0.5];

test("nearestPoint() finds the nearest of the points that are shown", () => {
  expect(nearestPoint({ positions, isShown: () => true }, [0.57, 0.5], 0.1)).toBe(2);
  expect(nearestPoint({ positions, isShown: (index) => index !== 2 }, [0.57, 0.5], 0.1)).toBe(1);
});

test("nearestPoint() finds nothing beyond its reach", () => {
  expect(nearestPoint({ positions, isShown: () => true }, [0.3, 0.3], 0.1)).toBeUndefined();
});
