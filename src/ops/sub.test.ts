import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { sub } from "./sub.ts";

test("sub() gives the shape that both operands stretch to", () => {
  expect(shapeOf(sub(input("a", [2, 1]), input("b", [3])))).toEqual([2, 3]);
  expect(shapeOf(sub(input("a", []), input("b", [4])))).toEqual([4]);
});

test("sub() refuses extents that differ", () => {
  expect(() => sub(input("a", [2, 3]), input("b", [2]))).toThrow(
    new ShapeError(
      "Cannot subtract [2, 3] and [2]: extents 3 and 2 differ, needs equal extents or 1",
    ),
  );
});

test("sub() refuses integers on either side", () => {
  const float = input("float", [2]);
  const labels = input("labels", [2], "i32");
  expect(() => sub(labels, float)).toThrow(
    new ShapeError("Cannot subtract: the first operand is i32, needs f32"),
  );
  expect(() => sub(float, labels)).toThrow(
    new ShapeError("Cannot subtract: the second operand is i32, needs f32"),
  );
});
