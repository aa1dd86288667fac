import { expect, test } from "vitest";
import { wilsonInterval } from "./wilsonInterval.ts";

/** From scipy.stats.binomtest(…).proportion_ci, by test/golden/makeAnswers.py. */
test.each([
  [0, 12, 0, 0.24249400665524085],
  [12, 12, 0.7575059933447592, 1],
  [3, 7, 0.1582198552514697, 0.7495416354723428],
  [870, 1000, 0.8477319733455311, 0.889436225375158],
])("wilsonInterval() of %d of %d is that of scipy", (matches, count, low, high) => {
  const interval = wilsonInterval(matches, count);
  expect(interval.low).toBeCloseTo(low, 12);
  expect(interval.high).toBeCloseTo(high, 12);
});

test("wilsonInterval() refuses no trials, and more matches than trials", () => {
  expect(() => wilsonInterval(0, 0)).toThrow(
    "Cannot find an interval: 0 of 0 came out, needs 0 to all of at least 1",
  );
  expect(() => wilsonInterval(3, 2)).toThrow("3 of 2 came out");
});
