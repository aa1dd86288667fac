import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { mul } from "./mul.ts";

test("mul() gives the shape that both operands stretch to", () => {
  expect(shapeOf(mul(input("a", [2, 1]), input("b", [3])))).toEqual([2, 3]);
  expect(shapeOf(mul(input("a", []), input("b", [4])))).toEqual([4]);
});

test("mul() refuses extents that differ", () => {
  expect(() => mul(input("a", [2, 3]), input("b", [2]))).toThrow(
    new ShapeError(
      "Cannot multiply [2, 3] and [2]: extents 3 and 2 differ, needs equal extents or 1",
    ),
  );
});

test("mul() refuses integers on either side", () => {
  const float = input("float", [2]);
  const labels = input("labels", [2], "i32");
  expect(() => mul(labels, float)).toThrow(
    new ShapeError("Cannot multiply: the first operand is i32, needs f32"),
  );
  expect(() => mul(float, labels)).toThrow(
    new ShapeError("Cannot multiply: the second operand is i32, needs f32"),
  );
});
