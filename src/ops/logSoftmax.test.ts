import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { logSoftmax, logSoftmaxGradOp } from "./logSoftmax.ts";
import { noAttrs } from "./shapeRules.ts";

const x = input("x", [2, 3]);

test("logSoftmax() keeps the shape", () => {
  expect(shapeOf(logSoftmax(x))).toEqual([2, 3]);
});

test("logSoftmax() refuses integers", () => {
  expect(() => logSoftmax(input("x", [2, 3], "u8"))).toThrow(
    new ShapeError("Cannot take the log-softmax: the operand is u8, needs f32"),
  );
});

test("logSoftmaxGrad needs dy in the shape and type of y", () => {
  expect(shapeOf(applySingle(logSoftmaxGradOp, [x, x], noAttrs))).toEqual([2, 3]);
  expect(() => applySingle(logSoftmaxGradOp, [x, input("dy", [3, 2])], noAttrs)).toThrow(
    new ShapeError("Cannot take the gradient of logSoftmax: dy is [3, 2], needs [2, 3]"),
  );
  expect(() => applySingle(logSoftmaxGradOp, [x, input("dy", [2, 3], "i32")], noAttrs)).toThrow(
    new ShapeError("Cannot take the gradient of logSoftmax: dy is i32, needs f32"),
  );
});
