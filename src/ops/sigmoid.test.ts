import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { noAttrs } from "./shapeRules.ts";
import { sigmoid, sigmoidGradOp } from "./sigmoid.ts";

const x = input("x", [2, 3]);

test("sigmoid() keeps the shape", () => {
  expect(shapeOf(sigmoid(x))).toEqual([2, 3]);
});

test("sigmoid() refuses integers", () => {
  expect(() => sigmoid(input("x", [2, 3], "u8"))).toThrow(
    new ShapeError("Cannot take the sigmoid: the operand is u8, needs f32"),
  );
});

test("sigmoidGrad needs dy in the shape and type of y", () => {
  expect(shapeOf(applySingle(sigmoidGradOp, [x, x], noAttrs))).toEqual([2, 3]);
  expect(() => applySingle(sigmoidGradOp, [x, input("dy", [3, 2])], noAttrs)).toThrow(
    new ShapeError("Cannot take the gradient of sigmoid: dy is [3, 2], needs [2, 3]"),
  );
  expect(() => applySingle(sigmoidGradOp, [x, input("dy", [2, 3], "i32")], noAttrs)).toThrow(
    new ShapeError("Cannot take the gradient of sigmoid: dy is i32, needs f32"),
  );
});
