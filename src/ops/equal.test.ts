import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { equal } from "./equal.ts";
import { input } from "./leaves.ts";

test("equal() gives the shape that both operands stretch to", () => {
  expect(shapeOf(equal(input("a", [2, 1]), input("b", [3])))).toEqual([2, 3]);
  expect(shapeOf(equal(input("a", []), input("b", [4])))).toEqual([4]);
});

test("equal() refuses extents that differ", () => {
  expect(() => equal(input("a", [2, 3]), input("b", [2]))).toThrow(
    new ShapeError(
      "Cannot compare [2, 3] and [2]: extents 3 and 2 differ, needs equal extents or 1",
    ),
  );
});

test("equal() refuses integers on either side", () => {
  const float = input("float", [2]);
  const labels = input("labels", [2], "i32");
  expect(() => equal(labels, float)).toThrow(
    new ShapeError("Cannot compare: the first operand is i32, needs f32"),
  );
  expect(() => equal(float, labels)).toThrow(
    new ShapeError("Cannot compare: the second operand is i32, needs f32"),
  );
});
