import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";
import {
  checkAxes,
  checkBias,
  checkRank,
  checkSameFloat,
  checkShape,
  checkSize,
  f32,
  inferBroadcast,
  inferPaired,
  inferSame,
  reducedShape,
  withShape,
} from "./shapeRules.ts";

const bf16 = (shape: Shape) => withShape({ dtype: "bf16", shape: [] }, shape);

test("checkRank() gives the extents, or says what the operand is", () => {
  expect(checkRank("convolve", "x", f32([1, 2, 3, 4]), 4)).toEqual([1, 2, 3, 4]);
  expect(() => checkRank("convolve", "x", f32([2]), 4)).toThrow(
    new ShapeError("Cannot convolve: x is [2], needs 4 dimensions"),
  );
  expect(() => checkRank("convolve", "x", { dtype: "u8", shape: [1, 2, 3, 4] }, 4)).toThrow(
    new ShapeError("Cannot convolve: x is u8, needs f32"),
  );
});

test("checkSameFloat() gives the type that all operands have", () => {
  expect(checkSameFloat("add", { a: f32([2]), b: f32([]) })).toBe("f32");
  expect(checkSameFloat("add", { a: bf16([2]), b: bf16([]) })).toBe("bf16");
  expect(() => checkSameFloat("add", { a: bf16([2]), b: f32([2]) })).toThrow(
    new ShapeError("Cannot add: a is bf16 and b f32, needs one type for both"),
  );
  expect(() => checkSameFloat("add", { a: f32([2]), b: { dtype: "u8", shape: [2] } })).toThrow(
    new ShapeError("Cannot add: b is u8, needs f32"),
  );
});

test("checkBias() wants one f32 number a channel", () => {
  checkBias("convolve", f32([6]), 6);
  expect(() => checkBias("convolve", f32([5]), 6)).toThrow(
    new ShapeError("Cannot convolve: bias is [5], needs [6]"),
  );
  expect(() => checkBias("convolve", bf16([6]), 6)).toThrow(
    new ShapeError("Cannot convolve: bias is bf16, needs f32"),
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

test("the shape rules of elementwise operations give the type of their operands", () => {
  expect(inferBroadcast("add", [bf16([2, 1]), bf16([3])])).toEqual([bf16([2, 3])]);
  expect(inferSame("rectify", [bf16([2])])).toEqual([bf16([2])]);
  expect(inferPaired("rectify", [bf16([2]), bf16([2])])).toEqual([bf16([2])]);
  expect(inferBroadcast("add", [f32([2, 1]), f32([3])])).toEqual([f32([2, 3])]);
  expect(inferSame("rectify", [f32([2])])).toEqual([f32([2])]);
  expect(inferPaired("rectify", [f32([2]), f32([2])])).toEqual([f32([2])]);
});
