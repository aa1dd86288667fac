import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "./leaves.ts";
import { statisticsGrad } from "./statisticsGrad.ts";

/** Rows with the means 2 and 20. */
const x = constant([1, 3, 10, 30], [2, 2]);
const mean = constant([2, 20], [2]);
const shape = [2, 1];
const gradient = constant([1, 10], [2]);

test("statisticsGrad() spreads the mean's gradient evenly", () => {
  const dx = statisticsGrad(x, { mean, dMean: gradient, dVariance: null, shape });
  expect(runOnce({ dx: dx! }).dx).toEqual([0.5, 0.5, 5, 5]);
});

test("statisticsGrad() gives numbers the variance's gradient by their distance from the mean", () => {
  const dx = statisticsGrad(x, { mean, dMean: null, dVariance: gradient, shape });
  expect(runOnce({ dx: dx! }).dx).toEqual([-1, 1, -100, 100]);
});

test("statisticsGrad() adds both, and is null without either", () => {
  const dx = statisticsGrad(x, { mean, dMean: gradient, dVariance: gradient, shape });
  expect(runOnce({ dx: dx! }).dx).toEqual([-0.5, 1.5, -95, 105]);
  expect(statisticsGrad(x, { mean, dMean: null, dVariance: undefined, shape })).toBeNull();
});
