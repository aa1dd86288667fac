import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { max, min } from "./max.ts";
import { sum } from "./sum.ts";

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

test("min() is the smallest element; equal ones share the gradient", () => {
  const [dx] = gradients(sum(min(x, [0, 2])), [x]);
  const numbers = Array.from({ length: 24 }, (_, i) => i % 12);
  const result = runOnce({ y: min(x, [0, 2]), dx: dx! }, { x: numbers });
  expect(result.y).toEqual([0, 4, 8]);
  expect(result.dx).toEqual(numbers.map((number) => (number % 4 === 0 ? 0.5 : 0)));
});
