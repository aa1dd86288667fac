import { expect, test } from "vitest";
import { type NearestTwo, twoNnEstimate } from "./twoNnEstimate.ts";

test("twoNnEstimate() is the slope through the origin of the smallest ratios", () => {
  // Four ratios: nine tenths of them are three, but the largest two are never used.
  const nearest: NearestTwo[] = [
    [1, 1.1],
    [2, 2.6],
    [1, 3],
    [0.5, 4],
  ];
  const x = [Math.log(1.1), Math.log(1.3)];
  const y = [-Math.log(3 / 4), -Math.log(1 / 2)];
  const slope = (x[0]! * y[0]! + x[1]! * y[1]!) / (x[0]! ** 2 + x[1]! ** 2);
  expect(twoNnEstimate(nearest)).toEqual({ value: expect.closeTo(slope, 12) });
});

test("twoNnEstimate() by likelihood is the number of ratios over the sum of their logarithms", () => {
  const nearest: NearestTwo[] = [
    [1, 2],
    [1, 4],
    [3, 6],
  ];
  expect(twoNnEstimate(nearest, "likelihood")).toEqual({
    value: expect.closeTo(3 / (4 * Math.log(2)), 12),
  });
});

test("twoNnEstimate() drops copies, and points with two neighbours at the same distance", () => {
  const good: NearestTwo[] = [
    [1, 1.1],
    [2, 2.6],
    [1, 3],
    [0.5, 4],
  ];
  const more: NearestTwo[] = [...good, [0, 1], [0, 0], [2, 2]];
  expect(twoNnEstimate(more)).toEqual(twoNnEstimate(good));
});

test("twoNnEstimate() needs three points", () => {
  const nearest: NearestTwo[] = [
    [1, 2],
    [1, 3],
    [0, 1],
  ];
  const reason = "2 of 3 images have two neighbours at different distances, needs at least 3";
  expect(twoNnEstimate(nearest)).toEqual({ value: null, reason });
  expect(twoNnEstimate([])).toEqual({
    value: null,
    reason: "0 of 0 images have two neighbours at different distances, needs at least 3",
  });
});

test("twoNnEstimate() has no number of distances that are not finite", () => {
  const reason = "distances between its outputs are not finite";
  expect(twoNnEstimate([[1, Number.NaN]])).toEqual({ value: null, reason });
});
