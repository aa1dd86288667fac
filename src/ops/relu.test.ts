import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { relu, reluGradOp } from "./relu.ts";
import { noAttrs } from "./shapeRules.ts";

const x = input("x", [2, 3]);

test("relu() keeps the shape", () => {
  expect(shapeOf(relu(x))).toEqual([2, 3]);
});

test("relu() refuses integers", () => {
  expect(() => relu(input("x", [2, 3], "u8"))).toThrow(
    new ShapeError("Cannot rectify: the operand is u8, needs f32"),
  );
});

test("reluGrad needs dy in the shape and type of y", () => {
  expect(shapeOf(applySingle(reluGradOp, [x, x], noAttrs))).toEqual([2, 3]);
  expect(() => applySingle(reluGradOp, [x, input("dy", [3, 2])], noAttrs)).toThrow(
    new ShapeError("Cannot take the gradient of relu: dy is [3, 2], needs [2, 3]"),
  );
  expect(() => applySingle(reluGradOp, [x, input("dy", [2, 3], "i32")], noAttrs)).toThrow(
    new ShapeError("Cannot take the gradient of relu: dy is i32, needs f32"),
  );
});
