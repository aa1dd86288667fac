import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { GraphError, ShapeError } from "../core/errors.ts";
import { apply, shapeOf, type Value } from "../graph/node.ts";
import { batchNorm, batchNormGradOp, batchNormOp } from "./batchNorm.ts";
import { cast } from "./cast.ts";
import { constant, input } from "./leaves.ts";
import { sum } from "./sum.ts";

const perChannel = (name: string, channels = 4) => input(name, [channels]);
const trained = { scale: perChannel("scale"), shift: perChannel("shift") };
const x = input("x", [2, 4, 3, 3]);
const statistics = [perChannel("mean"), perChannel("variance")];
const gradOf = (...operands: Value[]) =>
  apply(batchNormGradOp, operands, { epsilon: 1, activation: "none", statistics: "batch" });

test("batchNorm() gives y in the shape of x, and one mean and variance a channel", () => {
  const { y, mean, variance } = batchNorm(x, trained);
  expect([y, mean, variance].map(shapeOf)).toEqual([[2, 4, 3, 3], [4], [4]]);
  expect(shapeOf(batchNorm(input("rows", [2, 4]), trained).y)).toEqual([2, 4]);
});

test("batchNorm() gives y in the type of x and statistics in f32", () => {
  const { y, mean } = batchNorm(cast(x, "bf16"), trained);
  expect([y.type.dtype, mean.type.dtype]).toEqual(["bf16", "f32"]);
});

test.each([[[1, 4, 1, 1]], [[1, 4]]])(
  "batchNorm() refuses %j, whose variance is that of one number",
  (shape) => {
    expect(() => batchNorm(input("x", shape), trained)).toThrow(
      new ShapeError(
        `Cannot batch-normalise: x is [${shape.join(", ")}], one number a channel, needs at least 2`,
      ),
    );
  },
);

test("batchNorm() refuses operands that are not one f32 number a channel", () => {
  expect(() => batchNorm(input("x", [4]), trained)).toThrow(
    new ShapeError("Cannot batch-normalise: x is [4], needs channels as its second dimension"),
  );
  expect(() => batchNorm(input("x", [2, 4], "u8"), trained)).toThrow(
    new ShapeError("Cannot batch-normalise: x is u8, needs f32"),
  );
  expect(() => batchNorm(x, { ...trained, shift: perChannel("shift", 3) })).toThrow(
    new ShapeError("Cannot batch-normalise: shift is [3], needs [4]"),
  );
  expect(() => batchNorm(x, { ...trained, scale: cast(trained.scale, "bf16") })).toThrow(
    new ShapeError("Cannot batch-normalise: scale is bf16, needs f32"),
  );
});

test("batchNorm is not differentiated with an activation fused", () => {
  const operands = [x, trained.scale, trained.shift];
  const [y] = apply(batchNormOp, operands, { epsilon: 1, activation: "relu" });
  expect(() => gradients(sum(y!), [x])).toThrow(
    new GraphError(
      'Cannot differentiate "batchNorm" with a fused relu: fusing comes after differentiation',
    ),
  );
});

test("batchNorm() has a gradient through its statistics alone", () => {
  const numbers = constant([1, 3, 5, 7], [4, 1]);
  const one = { scale: constant([1], [1]), shift: constant([0], [1]) };
  const { mean, variance } = batchNorm(numbers, one);
  const [dMean] = gradients(sum(mean), [numbers]);
  const [dVariance] = gradients(sum(variance), [numbers]);
  expect(runOnce({ dMean: dMean!, dVariance: dVariance! })).toEqual({
    dMean: [0.25, 0.25, 0.25, 0.25],
    dVariance: [-1.5, -0.5, 0.5, 1.5],
  });
});

test("batchNormGrad gives gradients for x, scale and shift", () => {
  expect(gradOf(x, x, trained.scale, ...statistics).map(shapeOf)).toEqual([[2, 4, 3, 3], [4], [4]]);
});

test("batchNormGrad needs dy and y in the shape of x, and dy in its type", () => {
  const other = input("other", [2, 4, 3, 1]);
  const action = "Cannot take the gradient of batchNorm";
  expect(() => gradOf(x, other, trained.scale, ...statistics)).toThrow(
    new ShapeError(`${action}: dy is [2, 4, 3, 1], needs [2, 4, 3, 3]`),
  );
  expect(() => gradOf(x, x, trained.scale, ...statistics, other)).toThrow(
    new ShapeError(`${action}: y is [2, 4, 3, 1], needs [2, 4, 3, 3]`),
  );
  expect(() => gradOf(x, cast(x, "bf16"), trained.scale, ...statistics)).toThrow(
    new ShapeError(`${action}: x is f32 and dy bf16, needs one type for both`),
  );
});
