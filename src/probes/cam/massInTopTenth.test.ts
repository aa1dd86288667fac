import { expect, test } from "vitest";
import { massInTopTenth } from "./massInTopTenth.ts";

test("massInTopTenth() is a tenth where all pixels are the same, and all where one has all", () => {
  expect(massInTopTenth(new Float32Array(20).fill(0.5))).toBeCloseTo(0.1, 12);
  const peak = new Float32Array(20);
  peak[7] = 1;
  expect(massInTopTenth(peak)).toBe(1);
});

test("massInTopTenth() takes one pixel of fewer than fifteen", () => {
  expect(massInTopTenth(Float32Array.of(1, 3))).toBe(0.75);
});
