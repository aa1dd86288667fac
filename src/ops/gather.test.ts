import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { gather, scatterAddOp } from "./gather.ts";
import { input } from "./leaves.ts";

const table = input("table", [100, 8]);

test("gather() puts the indices' dimensions in the place of the axis", () => {
  const words = input("words", [4, 7], "i32");
  expect(shapeOf(gather(table, words))).toEqual([4, 7, 8]);
  expect(shapeOf(gather(input("x", [2, 3, 5]), input("i", [6], "u8"), { axis: -2 }))).toEqual([
    2, 6, 5,
  ]);
});

test("gather() with batch dimensions lets every row have its own indices", () => {
  const logits = input("logits", [64, 10]);
  const rows = { axis: 1, batchDims: 1 };
  expect(shapeOf(gather(logits, input("labels", [64], "u8"), rows))).toEqual([64]);
  expect(shapeOf(gather(logits, input("best", [64, 5], "i32"), rows))).toEqual([64, 5]);
});

test("gather() keeps the element type", () => {
  expect(gather(input("x", [3], "u8"), input("i", [2], "i32")).type.dtype).toBe("u8");
});

test("gather() refuses indices that are no integers", () => {
  expect(() => gather(table, input("i", [4]))).toThrow(
    new ShapeError("Cannot gather: indices are f32, needs i32 or u8"),
  );
});

test.each([
  [[63], { axis: 1, batchDims: 1 }, "[64, 10] and the indices [63]", "1 dimensions, before axis 1"],
  [[64], { axis: 0, batchDims: 1 }, "[64, 10] and the indices [64]", "1 dimensions, before axis 0"],
] as const)("gather() refuses indices %j with %j", (shape, attrs, what, needed) => {
  const logits = input("logits", [64, 10]);
  expect(() => gather(logits, input("i", shape, "i32"), attrs)).toThrow(
    new ShapeError(`Cannot gather: x is ${what}, needs the same first ${needed}`),
  );
});

test("scatterAdd needs dy in the shape of what was gathered", () => {
  const attrs = { axis: 0, batchDims: 0, inputShape: [100, 8] };
  const words = input("words", [4], "i32");
  expect(shapeOf(applySingle(scatterAddOp, [words, input("dy", [4, 8])], attrs))).toEqual([100, 8]);
  expect(() => applySingle(scatterAddOp, [words, input("dy", [4, 9])], attrs)).toThrow(
    new ShapeError("Cannot scatter: dy is [4, 9], needs [4, 8]"),
  );
});
