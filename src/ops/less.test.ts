import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { constant, input } from "./leaves.ts";
import { greater, less } from "./less.ts";
import { greaterEqual, lessEqual } from "./lessEqual.ts";

const a = constant([1, 2, 3], [3]);
const b = constant(2);

test("comparisons give 1 where they hold, with broadcasting", () => {
  const result = runOnce({
    less: less(a, b),
    lessEqual: lessEqual(a, b),
    greater: greater(a, b),
    greaterEqual: greaterEqual(a, b),
  });
  expect(result).toEqual({
    less: [1, 0, 0],
    lessEqual: [1, 1, 0],
    greater: [0, 0, 1],
    greaterEqual: [0, 1, 1],
  });
});

test("comparisons with NaN do not hold", () => {
  const nan = constant(Number.NaN);
  for (const compare of [less, lessEqual, greater, greaterEqual]) {
    expect(runOnce({ left: compare(nan, a), right: compare(a, nan) })).toEqual({
      left: [0, 0, 0],
      right: [0, 0, 0],
    });
  }
});

test("comparisons refuse shapes that do not fit, and integers", () => {
  expect(() => less(input("a", [2]), input("b", [3]))).toThrow(
    new ShapeError("Cannot compare [2] and [3]: extents 2 and 3 differ, needs equal extents or 1"),
  );
  expect(() => lessEqual(input("a", [2], "i32"), input("b", [2]))).toThrow(
    new ShapeError("Cannot compare: the first operand is i32, needs f32"),
  );
});
