import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { softmax } from "./softmax.ts";

test("softmax() keeps the shape", () => {
  expect(shapeOf(softmax(input("x", [2, 3])))).toEqual([2, 3]);
});

test("softmax() refuses integers", () => {
  expect(() => softmax(input("x", [2, 3], "u8"))).toThrow(
    new ShapeError("Cannot take the softmax: the operand is u8, needs f32"),
  );
});
