import { expect, test } from "vitest";
import { ShapeError } from "./errors.ts";
import { broadcastShapes, sameShape, showShape, sizeOf, stridesOf } from "./shape.ts";

test("sizeOf() counts elements, a scalar's as 1", () => {
  expect(sizeOf([2, 3, 4])).toBe(24);
  expect(sizeOf([])).toBe(1);
});

test("stridesOf() steps over the dimensions after each", () => {
  expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
  expect(stridesOf([])).toEqual([]);
});

test("sameShape() compares rank and extents", () => {
  expect(sameShape([2, 3], [2, 3])).toBe(true);
  expect(sameShape([2, 3], [3, 2])).toBe(false);
  expect(sameShape([2], [2, 1])).toBe(false);
});

test("showShape() writes extents in brackets", () => {
  expect(showShape([64, 1, 28, 28])).toBe("[64, 1, 28, 28]");
  expect(showShape([])).toBe("[]");
});

test("broadcastShapes() stretches extents of 1, aligned at the last dimension", () => {
  expect(broadcastShapes("add", [3], [2, 3])).toEqual([2, 3]);
  expect(broadcastShapes("add", [2, 1], [1, 3])).toEqual([2, 3]);
  expect(broadcastShapes("add", [], [4])).toEqual([4]);
  expect(broadcastShapes("add", [0], [1])).toEqual([0]);
});

test("broadcastShapes() refuses extents that differ", () => {
  expect(() => broadcastShapes("add", [2, 3], [2, 4])).toThrow(
    new ShapeError(
      "Cannot add [2, 3] and [2, 4]: extents 3 and 4 differ, needs equal extents or 1",
    ),
  );
});
