import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { concat } from "./concat.ts";
import { constant, input } from "./leaves.ts";
import { split, stack } from "./split.ts";

test("split() gives the parts in order, along any dimension", () => {
  const [left, right] = split(constant([1, 2, 3, 4, 5, 6], [2, 3]), [1, 2], -1);
  expect(shapeOf(left!)).toEqual([2, 1]);
  expect(runOnce({ left: left!, right: right! })).toEqual({ left: [1, 4], right: [2, 3, 5, 6] });
});

test("split() is undone by concat()", () => {
  const whole = constant([1, 2, 3, 4, 5, 6], [3, 2]);
  expect(runOnce({ y: concat(split(whole, [1, 2])) }).y).toEqual([1, 2, 3, 4, 5, 6]);
});

test("split() refuses extents that do not add up", () => {
  expect(() => split(input("x", [2, 6]), [2, 3], 1)).toThrow(
    new ShapeError("Cannot split [2, 6] along 1 into 2 + 3: needs extents that add up to 6"),
  );
});

test("stack() makes a new dimension anywhere", () => {
  const [a, b] = [constant([1, 2], [2]), constant([3, 4], [2])];
  expect(shapeOf(stack([a, b, a]))).toEqual([3, 2]);
  expect(runOnce({ rows: stack([a, b]), columns: stack([a, b], -1) })).toEqual({
    rows: [1, 2, 3, 4],
    columns: [1, 3, 2, 4],
  });
});

test("stack() refuses values of different shapes", () => {
  expect(() => stack([input("a", [2]), input("b", [3])])).toThrow(
    new ShapeError("Cannot concatenate [1, 2] and [1, 3] along 0: needs equal extents elsewhere"),
  );
});
