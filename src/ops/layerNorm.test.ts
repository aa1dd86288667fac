import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { apply, shapeOf, type Value } from "../graph/node.ts";
import { cast } from "./cast.ts";
import { layerNorm, layerNormGradOp, layerNormOp } from "./layerNorm.ts";
import { constant, input } from "./leaves.ts";
import { sum } from "./sum.ts";

const x = input("x", [2, 3, 4]);
const vector = (name: string, ...shape: number[]) => input(name, shape);
const rows = input("rows", [6, 4]);
const gradOf = (...operands: Value[]) => apply(layerNormGradOp, operands, { epsilon: 1 });

test("layerNorm() normalises as many of the last dimensions as it is told", () => {
  const numbers = constant([1, 3, 10, 30], [1, 2, 2]);
  const y = layerNorm(numbers, null, { epsilon: 0 });
  expect(runOnce({ y }).y).toEqual([-1, 1, -1, 1]);
  const trained = { scale: vector("scale", 3, 4), shift: vector("shift", 3, 4) };
  const whole = layerNorm(x, trained, { dimensions: 2 });
  expect(shapeOf(whole)).toEqual([2, 3, 4]);
  expect(shapeOf(layerNorm(x, null, { dimensions: 3 }))).toEqual([2, 3, 4]);
});

test.each([0, 4, 1.5])("layerNorm() refuses %d of 3 dimensions", (dimensions) => {
  expect(() => layerNorm(x, null, { dimensions })).toThrow(
    new ShapeError(`Cannot layer-normalise: dimensions = ${dimensions} of [2, 3, 4], needs 1 to 3`),
  );
});

test("layerNorm needs one scale and shift for each number of a row", () => {
  const attrs = { epsilon: 1 };
  expect(() => apply(layerNormOp, [rows, vector("scale", 6), vector("shift", 4)], attrs)).toThrow(
    new ShapeError("Cannot layer-normalise: scale is [6], needs [4]"),
  );
  expect(() => apply(layerNormOp, [rows, vector("scale", 4), vector("shift", 6)], attrs)).toThrow(
    new ShapeError("Cannot layer-normalise: shift is [6], needs [4]"),
  );
  expect(() => apply(layerNormOp, [x], attrs)).toThrow(
    new ShapeError("Cannot layer-normalise: x is [2, 3, 4], needs 2 dimensions"),
  );
});

test("layerNorm has a gradient through its statistics alone", () => {
  const numbers = constant([1, 3, 5, 7], [1, 4]);
  const [, mean, variance] = apply(layerNormOp, [numbers], { epsilon: 1 });
  const [dMean] = gradients(sum(mean!), [numbers]);
  const [dVariance] = gradients(sum(variance!), [numbers]);
  expect(runOnce({ dMean: dMean!, dVariance: dVariance! })).toEqual({
    dMean: [0.25, 0.25, 0.25, 0.25],
    dVariance: [-1.5, -0.5, 0.5, 1.5],
  });
});

test("layerNormGrad gives gradients for x, and for scale and shift where there are any", () => {
  const statistics = [vector("mean", 6), vector("variance", 6)];
  const scale = vector("scale", 4);
  expect(gradOf(rows, rows, ...statistics).map(shapeOf)).toEqual([[6, 4]]);
  expect(gradOf(rows, rows, ...statistics, scale).map(shapeOf)).toEqual([[6, 4], [4], [4]]);
});

test("layerNormGrad needs dy like x, and a mean and variance a row", () => {
  const mean = vector("mean", 6);
  const action = "Cannot take the gradient of layerNorm";
  expect(() => gradOf(rows, input("dy", [6, 3]), mean, mean)).toThrow(
    new ShapeError(`${action}: dy is [6, 3], needs [6, 4]`),
  );
  expect(() => gradOf(rows, cast(rows, "bf16"), mean, mean)).toThrow(
    new ShapeError(`${action}: x is f32 and dy bf16, needs one type for both`),
  );
  expect(() => gradOf(rows, rows, vector("mean", 5), mean)).toThrow(
    new ShapeError(`${action}: mean is [5], needs [6]`),
  );
  expect(() => gradOf(rows, rows, mean, vector("variance", 5))).toThrow(
    new ShapeError(`${action}: variance is [5], needs [6]`),
  );
  expect(() => gradOf(rows, rows, mean, mean, vector("scale", 6))).toThrow(
    new ShapeError(`${action}: scale is [6], needs [4]`),
  );
});
