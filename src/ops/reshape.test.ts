import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { flatten, reshape } from "./reshape.ts";

const x = input("x", [64, 16, 5, 5]);

test("reshape() gives the same elements another shape", () => {
  expect(shapeOf(reshape(x, [64, 400]))).toEqual([64, 400]);
  expect(reshape(input("labels", [4], "i32"), [2, 2]).type).toEqual({
    dtype: "i32",
    shape: [2, 2],
  });
});

test("reshape() to the same shape is x itself", () => {
  expect(reshape(x, [64, 16, 5, 5])).toBe(x);
});

test("flatten() joins all dimensions after the first", () => {
  expect(shapeOf(flatten(x))).toEqual([64, 400]);
  expect(shapeOf(flatten(input("x", [3])))).toEqual([3, 1]);
});

test("reshape() refuses another number of elements", () => {
  expect(() => reshape(x, [64, 256])).toThrow(
    new ShapeError("Cannot reshape [64, 16, 5, 5] to [64, 256]: 25600 elements, needs 16384"),
  );
});
