import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { noAttrs } from "./shapeRules.ts";
import { tanh, tanhGradOp } from "./tanh.ts";

const x = input("x", [2, 3]);

test("tanh() keeps the shape", () => {
  expect(shapeOf(tanh(x))).toEqual([2, 3]);
});

test("tanh() refuses integers", () => {
  expect(() => tanh(input("x", [2, 3], "u8"))).toThrow(
    new ShapeError("Cannot take the hyperbolic tangent: the operand is u8, needs f32"),
  );
});

test("tanhGrad needs dy in the shape and type of y", () => {
  expect(shapeOf(applySingle(tanhGradOp, [x, x], noAttrs))).toEqual([2, 3]);
  expect(() => applySingle(tanhGradOp, [x, input("dy", [3, 2])], noAttrs)).toThrow(
    new ShapeError("Cannot take the gradient of tanh: dy is [3, 2], needs [2, 3]"),
  );
  expect(() => applySingle(tanhGradOp, [x, input("dy", [2, 3], "i32")], noAttrs)).toThrow(
    new ShapeError("Cannot take the gradient of tanh: dy is i32, needs f32"),
  );
});
