import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { affine, neg } from "./affine.ts";
import { constant, input } from "./leaves.ts";

test("affine() keeps the shape", () => {
  expect(shapeOf(affine(input("x", [2, 3]), 2))).toEqual([2, 3]);
});

test("neg() changes the sign", () => {
  expect(runOnce({ y: neg(constant([1, -2], [2])) }).y).toEqual([-1, 2]);
});

test("affine() refuses integers", () => {
  expect(() => affine(input("x", [], "i32"), 2)).toThrow(
    new ShapeError("Cannot scale: the operand is i32, needs f32"),
  );
});
