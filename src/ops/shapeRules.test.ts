import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import {
  checkAxes,
  checkRank,
  checkShape,
  checkSize,
  f32,
  inferBroadcast,
  inferPaired,
  inferSame,
  reducedShape,
} from "./shapeRules.ts";

test("checkRank() gives the extents, or says what the operand is", () => {
  expect(checkRank("convolve", "x", f32([1, 2, 3, 4]), 4)).toEqual([1, 2, 3, 4]);
  expect(() => checkRank("convolve", "x", f32([2]), 4)).toThrow(
    new ShapeError("Cannot convolve: x is [2], needs 4 dimensions"),
  );
  expect(() => checkRank("convolve", "x", { dtype: "u8", shape: [1, 2, 3, 4] }, 4)).toThrow(
    new ShapeError("Cannot convolve: x is u8, needs f32"),
  );
});

test("checkShape() says both shapes", () => {
  expect(() => checkShape("convolve", "bias", f32([5]), [6])).toThrow(
    new ShapeError("Cannot convolve: bias is [5], needs [6]"),
  );
});

test("checkSize() says both numbers of elements", () => {
  expect(() => checkSize("reshape", [2, 3], [4])).toThrow(
    new ShapeError("Cannot reshape [2, 3] to [4]: 6 elements, needs 4"),
  );
});

test("checkAxes() counts negative axes from the end and sorts", () => {
  expect(checkAxes("sum", [2, 3, 4], [-1, 0])).toEqual([0, 2]);
});

test("checkAxes() refuses an axis outside the shape", () => {
  expect(() => checkAxes("sum", [2, 3], [2])).toThrow(
    new ShapeError("Cannot sum: axis 2 of [2, 3], needs -2 to 1"),
  );
});

test("reducedShape() drops dimensions or keeps them as 1", () => {
  expect(reducedShape([2, 3, 4], [1], false)).toEqual([2, 4]);
  expect(reducedShape([2, 3, 4], [0, 2], true)).toEqual([1, 3, 1]);
});

test("the shape rules of elementwise operations give one f32 type", () => {
  expect(inferBroadcast("add", [f32([2, 1]), f32([3])])).toEqual([f32([2, 3])]);
  expect(inferSame("rectify", [f32([2])])).toEqual([f32([2])]);
  expect(inferPaired("rectify", [f32([2]), f32([2])])).toEqual([f32([2])]);
});
