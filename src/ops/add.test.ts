import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { add } from "./add.ts";
import { input } from "./leaves.ts";

test("add() gives the shape that both operands stretch to", () => {
  expect(shapeOf(add(input("a", [2, 1]), input("b", [3])))).toEqual([2, 3]);
  expect(shapeOf(add(input("a", []), input("b", [4])))).toEqual([4]);
});

test("add() refuses extents that differ", () => {
  expect(() => add(input("a", [2, 3]), input("b", [2]))).toThrow(
    new ShapeError("Cannot add [2, 3] and [2]: extents 3 and 2 differ, needs equal extents or 1"),
  );
});

test("add() refuses integers on either side", () => {
  const float = input("float", [2]);
  const labels = input("labels", [2], "i32");
  expect(() => add(labels, float)).toThrow(
    new ShapeError("Cannot add: the first operand is i32, needs f32"),
  );
  expect(() => add(float, labels)).toThrow(
    new ShapeError("Cannot add: the second operand is i32, needs f32"),
  );
});
