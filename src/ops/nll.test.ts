import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { nll, nllGradOp } from "./nll.ts";

const logProbabilities = input("logProbabilities", [64, 10]);

test.each(["i32", "u8"] as const)("nll() takes %s labels and gives a scalar", (dtype) => {
  expect(shapeOf(nll(logProbabilities, input("labels", [64], dtype)))).toEqual([]);
});

test.each([
  ["f32", [64]],
  ["i32", [32]],
  ["i32", [64, 1]],
] as const)("nll() refuses %s labels of shape %j", (dtype, shape) => {
  expect(() => nll(logProbabilities, input("labels", shape, dtype))).toThrow(
    new ShapeError(
      `Cannot average the loss: labels are ${dtype} [${shape.join(", ")}], needs i32 or u8 [64]`,
    ),
  );
});

test("nll() refuses log-probabilities that are not one row an example", () => {
  expect(() => nll(input("x", [64, 10, 1]), input("labels", [64], "i32"))).toThrow(
    new ShapeError("Cannot average the loss: logProbabilities is [64, 10, 1], needs 2 dimensions"),
  );
});

test("nllGrad gives a row an example", () => {
  const labels = input("labels", [64], "i32");
  expect(shapeOf(applySingle(nllGradOp, [labels, input("dy", [])], { classes: 10 }))).toEqual([
    64, 10,
  ]);
  expect(() => applySingle(nllGradOp, [labels, input("dy", [], "i32")], { classes: 10 })).toThrow(
    new ShapeError("Cannot take the gradient of nll: dy is i32, needs f32"),
  );
});
