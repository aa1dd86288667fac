import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { max } from "./max.ts";

const x = input("x", [2, 3, 4]);

test("max() drops the dimensions, or leaves 1 in their place", () => {
  expect(shapeOf(max(x))).toEqual([]);
  expect(shapeOf(max(x, [1]))).toEqual([2, 4]);
  expect(shapeOf(max(x, [-1, 0]))).toEqual([3]);
  expect(shapeOf(max(x, [0, 2], true))).toEqual([1, 3, 1]);
});

test.each([3, -4, 0.5])("max() refuses the axis %d", (axis) => {
  expect(() => max(x, [axis])).toThrow(
    new ShapeError(`Cannot take the maximum: axis ${axis} of [2, 3, 4], needs -3 to 2`),
  );
});

test("max() refuses integers", () => {
  expect(() => max(input("labels", [2], "u8"))).toThrow(
    new ShapeError("Cannot take the maximum: x is u8, needs f32"),
  );
});
