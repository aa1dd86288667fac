import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { linear, linearParameterGradOp } from "./linear.ts";

const x = input("x", [64, 400]);

test("linear() gives a row of output features for each example", () => {
  const y = linear(x, input("weight", [120, 400]), input("bias", [120]));
  expect(shapeOf(y)).toEqual([64, 120]);
});

test("linear counts the multiply-adds of LeNet-5's C5: 400·120 an example", () => {
  const { op, inputs, attrs, outputs } = linear(x, input("weight", [120, 400])).node;
  const types = inputs.map(({ type }) => type);
  expect(op.macs(types, outputs, attrs)).toBe(64 * 48_000);
});

test("linear() refuses features that disagree", () => {
  expect(() => linear(x, input("weight", [120, 256]))).toThrow(
    new ShapeError(
      "Cannot apply linear: x [64, 400] has 400 features, weight [120, 256] needs 256",
    ),
  );
});

test("linear() refuses images that were not flattened", () => {
  expect(() => linear(input("x", [64, 16, 5, 5]), input("weight", [120, 400]))).toThrow(
    new ShapeError("Cannot apply linear: x is [64, 16, 5, 5], needs 2 dimensions"),
  );
});

test("linear() refuses a weight of another rank, and a bias of another length", () => {
  expect(() => linear(x, input("weight", [400]))).toThrow(
    new ShapeError("Cannot apply linear: weight is [400], needs 2 dimensions"),
  );
  expect(() => linear(x, input("weight", [120, 400]), input("bias", [400]))).toThrow(
    new ShapeError("Cannot apply linear: bias is [400], needs [120]"),
  );
});

test("linearParameterGrad gives the shapes of weight and bias", () => {
  const dy = input("dy", [64, 120]);
  const { outputs } = applySingle(linearParameterGradOp, [x, dy], { hasBias: true }).node;
  expect(outputs.map(({ shape }) => shape)).toEqual([[120, 400], [120]]);
  expect(() =>
    applySingle(linearParameterGradOp, [x, input("dy", [32, 120])], { hasBias: false }),
  ).toThrow(new ShapeError("Cannot take the gradient of linear: dy is [32, 120], needs [64, 120]"));
});
