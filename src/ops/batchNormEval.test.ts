import { expect, test } from "vitest";
import { gradients } from "../autodiff/gradients.ts";
import { GraphError, ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { batchNormEval, batchNormEvalOp } from "./batchNormEval.ts";
import { input } from "./leaves.ts";
import { sum } from "./sum.ts";

const perChannel = (name: string) => input(name, [4]);
const kept = {
  scale: perChannel("scale"),
  shift: perChannel("shift"),
  mean: perChannel("mean"),
  variance: perChannel("variance"),
};

test("batchNormEval() keeps the shape, and takes one number a channel", () => {
  expect(shapeOf(batchNormEval(input("x", [2, 4, 3, 3]), kept))).toEqual([2, 4, 3, 3]);
  expect(shapeOf(batchNormEval(input("x", [1, 4]), kept))).toEqual([1, 4]);
});

test("batchNormEval() refuses statistics of other channels", () => {
  expect(() => batchNormEval(input("x", [2, 3]), { ...kept })).toThrow(
    new ShapeError("Cannot batch-normalise: scale is [4], needs [3]"),
  );
  expect(() => batchNormEval(input("x", [2, 4]), { ...kept, mean: input("mean", [5]) })).toThrow(
    new ShapeError("Cannot batch-normalise: mean is [5], needs [4]"),
  );
});

test("batchNormEval is not differentiated with an activation fused", () => {
  const x = input("x", [2, 4]);
  const y = applySingle(batchNormEvalOp, [x, ...Object.values(kept)], {
    epsilon: 1,
    activation: "relu",
  });
  expect(() => gradients(sum(y), [x])).toThrow(
    new GraphError(
      'Cannot differentiate "batchNormEval" with a fused relu: fusing comes after differentiation',
    ),
  );
});
