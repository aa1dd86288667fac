import { expect, test } from "vitest";
import { GraphError } from "../core/errors.ts";
import { constant, input, state } from "./leaves.ts";

test("input() and state() have the type they were given, f32 by default", () => {
  expect(input("images", [64, 1, 28, 28], "u8").type).toEqual({
    dtype: "u8",
    shape: [64, 1, 28, 28],
  });
  expect(state("w", [3]).type).toEqual({ dtype: "f32", shape: [3] });
});

test("constant() holds a scalar or as many numbers as its shape", () => {
  expect(constant(2).type).toEqual({ dtype: "f32", shape: [] });
  expect(constant([1, 2, 3, 4], [2, 2]).type.shape).toEqual([2, 2]);
});

test("constant() refuses numbers that do not fill the shape", () => {
  expect(() => constant([1, 2, 3], [2, 2])).toThrow(
    new GraphError("Cannot make a constant of shape [2, 2]: 3 numbers, needs 4"),
  );
});

test("input() and state() refuse bf16", () => {
  expect(() => input("x", [2], "bf16")).toThrow(
    new GraphError('Cannot make input "x": it is bf16, needs f32 and a cast after it'),
  );
  expect(() => state("w", [2], "bf16")).toThrow(
    new GraphError('Cannot make state "w": it is bf16, needs f32 and a cast after it'),
  );
});
