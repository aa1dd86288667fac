import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { concat } from "./concat.ts";
import { input } from "./leaves.ts";

const a = input("a", [2, 3]);

test("concat() adds up extents along one dimension", () => {
  expect(shapeOf(concat([a, input("b", [5, 3])]))).toEqual([7, 3]);
  expect(shapeOf(concat([a, input("b", [2, 1]), a], 1))).toEqual([2, 7]);
  expect(shapeOf(concat([a, input("b", [2, 1])], -1))).toEqual([2, 4]);
});

test("concat() of one part is that part", () => {
  expect(concat([a])).toBe(a);
});

test.each([[[2, 4]], [[3]], [[2, 3, 1]]])("concat() along 0 refuses %j beside [2, 3]", (shape) => {
  expect(() => concat([a, input("b", shape)])).toThrow(
    new ShapeError(
      `Cannot concatenate [2, 3] and [${shape.join(", ")}] along 0: needs equal extents elsewhere`,
    ),
  );
});

test("concat() refuses integers in any part", () => {
  expect(() => concat([a, input("b", [2, 3], "i32")])).toThrow(
    new ShapeError("Cannot concatenate: part 1 is i32, needs f32"),
  );
});

test("concat() refuses an axis outside the shape", () => {
  expect(() => concat([a, a], 2)).toThrow(
    new ShapeError("Cannot concatenate: axis 2 of [2, 3], needs -2 to 1"),
  );
});
