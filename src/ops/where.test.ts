import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { cast } from "./cast.ts";
import { input } from "./leaves.ts";
import { where } from "./where.ts";

const a = input("a", [3]);

test("where() gives the shape that all three take together", () => {
  expect(shapeOf(where(input("condition", [4, 2, 1]), a, input("b", [])))).toEqual([4, 2, 3]);
});

test("where() refuses shapes that do not fit", () => {
  expect(() => where(input("condition", [2]), a, a)).toThrow(
    new ShapeError(
      "Cannot choose by [2] and [3]: extents 2 and 3 differ, needs equal extents or 1",
    ),
  );
  expect(() => where(a, a, input("b", [2]))).toThrow(
    new ShapeError(
      "Cannot choose between [3] and [2]: extents 3 and 2 differ, needs equal extents or 1",
    ),
  );
});

test("where() refuses integers for a condition, and branches of two types", () => {
  expect(() => where(input("condition", [3], "u8"), a, a)).toThrow(
    new ShapeError("Cannot choose: the condition is u8, needs f32"),
  );
  expect(() => where(a, a, cast(a, "bf16"))).toThrow(ShapeError);
});
