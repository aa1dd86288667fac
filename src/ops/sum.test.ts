import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { broadcastTo, mean, sum, sumTo, unreduce } from "./sum.ts";

const x = input("x", [2, 3, 4]);

test("sum() drops the dimensions, or leaves 1 in their place", () => {
  expect(shapeOf(sum(x))).toEqual([]);
  expect(shapeOf(sum(x, [1]))).toEqual([2, 4]);
  expect(shapeOf(sum(x, [-1, 0]))).toEqual([3]);
  expect(shapeOf(sum(x, [0, 2], true))).toEqual([1, 3, 1]);
});

test.each([3, -4, 0.5])("sum() refuses the axis %d", (axis) => {
  expect(() => sum(x, [axis])).toThrow(
    new ShapeError(`Cannot sum: axis ${axis} of [2, 3, 4], needs -3 to 2`),
  );
});

test("sum() refuses integers", () => {
  expect(() => sum(input("labels", [2], "u8"))).toThrow(
    new ShapeError("Cannot sum: x is u8, needs f32"),
  );
});

test("mean() has the shape of sum()", () => {
  expect(shapeOf(mean(x, [0, 2], true))).toEqual([1, 3, 1]);
});

test("sum() over no dimensions is x itself", () => {
  expect(sum(x, [])).toBe(x);
});

test("broadcastTo() repeats, and gives x itself where there is nothing to repeat", () => {
  expect(shapeOf(broadcastTo(input("row", [1, 4]), [5, 3, 4]))).toEqual([5, 3, 4]);
  expect(broadcastTo(x, [2, 3, 4])).toBe(x);
});

test.each([[[2, 4]], [[2]], [[]]])("broadcastTo() refuses to stretch [2, 3] to %j", (shape) => {
  expect(() => broadcastTo(input("x", [2, 3]), shape)).toThrow(
    new ShapeError(
      `Cannot broadcast [2, 3] to [${shape.join(", ")}]: needs equal extents or 1, aligned at the last dimension`,
    ),
  );
});

test("broadcastTo() refuses integers", () => {
  expect(() => broadcastTo(input("labels", [1], "i32"), [2])).toThrow(
    new ShapeError("Cannot broadcast: x is i32, needs f32"),
  );
});

test("sumTo() takes back what broadcasting did", () => {
  expect(shapeOf(sumTo(x, [3, 1]))).toEqual([3, 1]);
  expect(shapeOf(sumTo(x, []))).toEqual([]);
  expect(sumTo(x, [2, 3, 4])).toBe(x);
});

test("unreduce() stretches back over the dimensions that were reduced", () => {
  expect(shapeOf(unreduce(sum(x, [0, 2]), x, [0, 2]))).toEqual([2, 3, 4]);
});
