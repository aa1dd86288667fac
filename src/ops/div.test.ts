import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { div } from "./div.ts";
import { input } from "./leaves.ts";

test("div() gives the shape that both operands stretch to", () => {
  expect(shapeOf(div(input("a", [2, 1]), input("b", [3])))).toEqual([2, 3]);
  expect(shapeOf(div(input("a", []), input("b", [4])))).toEqual([4]);
});

test("div() refuses extents that differ", () => {
  expect(() => div(input("a", [2, 3]), input("b", [2]))).toThrow(
    new ShapeError(
      "Cannot divide [2, 3] and [2]: extents 3 and 2 differ, needs equal extents or 1",
    ),
  );
});

test("div() refuses integers on either side", () => {
  const float = input("float", [2]);
  const labels = input("labels", [2], "i32");
  expect(() => div(labels, float)).toThrow(
    new ShapeError("Cannot divide: the first operand is i32, needs f32"),
  );
  expect(() => div(float, labels)).toThrow(
    new ShapeError("Cannot divide: the second operand is i32, needs f32"),
  );
});
