import { expect, test } from "vitest";
import {
  boxOffset,
  broadcastOffset,
  countAlong,
  maskOf,
  offsetAlong,
  rowLength,
  strideOf,
} from "./offsets.ts";

test("rowLength() is the last extent, 1 for a scalar", () => {
  expect(rowLength([2, 5])).toBe(5);
  expect(rowLength([])).toBe(1);
});

test("strideOf() is the product of the extents after the axis", () => {
  expect([0, 1, 2].map((axis) => strideOf([2, 3, 5], axis))).toEqual([15, 5, 1]);
});

test("broadcastOffset() stays where the operand is stretched", () => {
  const offsets = Array.from({ length: 6 }, (_, index) => broadcastOffset(index, [2, 3], [2, 1]));
  expect(offsets).toEqual([0, 0, 0, 1, 1, 1]);
  expect(broadcastOffset(5, [2, 3], [3])).toBe(2);
  expect(broadcastOffset(5, [2, 3], [])).toBe(0);
});

test("boxOffset() skips what lies beside the box", () => {
  expect([0, 1, 2, 3].map((index) => boxOffset(index, [2, 2], [3, 5]))).toEqual([0, 1, 5, 6]);
});

test("offsetAlong() walks through the axes of the mask only", () => {
  const mask = maskOf([0, 2]);
  expect(countAlong(mask, [2, 3, 2])).toBe(4);
  expect([0, 1, 2, 3].map((index) => offsetAlong(index, mask, [2, 3, 2]))).toEqual([0, 1, 6, 7]);
  expect([0, 1, 2].map((index) => offsetAlong(index, ~mask, [2, 3, 2]))).toEqual([0, 2, 4]);
});
