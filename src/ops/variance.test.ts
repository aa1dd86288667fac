import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { constant, input } from "./leaves.ts";
import { standardDeviation, variance } from "./variance.ts";

const x = constant([1, 3, 5, 10, 10, 10], [2, 3]);

test("variance() is the mean squared distance from the mean", () => {
  const { rows, all } = runOnce({ rows: variance(x, [1]), all: variance(constant([1, 3], [2])) });
  expect(rows[0]).toBeCloseTo(8 / 3, 6);
  expect(rows[1]).toBe(0);
  expect(all).toEqual([1]);
});

test("variance() estimates that of a population from a sample", () => {
  expect(runOnce({ y: variance(x, [1], { correction: 1 }) }).y).toEqual([4, 0]);
});

test("variance() keeps its digits beside a large mean", () => {
  expect(runOnce({ y: variance(constant([1e6, 1e6 + 2], [2])) }).y).toEqual([1]);
});

test("standardDeviation() is the root of the variance", () => {
  expect(runOnce({ y: standardDeviation(x, [1], { correction: 1 }) }).y).toEqual([2, 0]);
});

test("variance() drops the dimensions, or leaves 1 in their place", () => {
  expect(shapeOf(variance(x, [0]))).toEqual([3]);
  expect(shapeOf(standardDeviation(x, [-1], { keepDims: true }))).toEqual([2, 1]);
});

test("variance() refuses axes outside the shape", () => {
  expect(() => variance(input("x", [2]), [1])).toThrow(
    new ShapeError("Cannot sum: axis 1 of [2], needs -1 to 0"),
  );
});
