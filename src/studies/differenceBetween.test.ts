import { expect, test } from "vitest";
import { estimateOf } from "../core/statistics.ts";
import { differenceBetween, ratioBetween, timesBetween } from "./differenceBetween.ts";

test("differenceBetween() pairs by seed", () => {
  expect(differenceBetween(estimateOf([3, 5]), estimateOf([1, 2]))?.values).toEqual([2, 3]);
});

test("differenceBetween() has nothing where one is missing or has other seeds", () => {
  expect(differenceBetween(null, estimateOf([1]))).toBe(null);
  expect(differenceBetween(estimateOf([1]), null)).toBe(null);
  expect(differenceBetween(estimateOf([1, 2]), estimateOf([1]))).toBe(null);
});

test("ratioBetween() divides seed by seed", () => {
  expect(ratioBetween(estimateOf([1, 6]), estimateOf([2, 3]))!.values).toEqual([0.5, 2]);
  // The ratio of every seed is 2, however much the seeds differ.
  const { mean, low, high } = ratioBetween(estimateOf([2, 8]), estimateOf([1, 4]))!;
  expect([mean, low, high]).toEqual([2, 2, 2]);
});

test("ratioBetween() is null where there is nothing to divide, or to divide by", () => {
  const one = estimateOf([1]);
  expect(ratioBetween(null, one)).toBeNull();
  expect(ratioBetween(one, null)).toBeNull();
  expect(ratioBetween(one, estimateOf([1, 2]))).toBeNull();
  expect(ratioBetween(one, estimateOf([0]))).toBeNull();
  expect(ratioBetween(estimateOf([0]), estimateOf([0]))).toBeNull();
});

test("timesBetween() is a geometric mean: as many times more as fewer is as much", () => {
  const { mean, low, high, values } = timesBetween(estimateOf([2, 1]), estimateOf([1, 2]))!;
  expect(values).toEqual([2, 0.5]);
  expect(mean).toBeCloseTo(1, 12);
  expect(low! * high!).toBeCloseTo(1, 12);
  expect(timesBetween(estimateOf([1]), estimateOf([0]))).toBeNull();
  expect(timesBetween(null, estimateOf([1]))).toBeNull();
});
