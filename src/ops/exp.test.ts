import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { exp } from "./exp.ts";
import { input } from "./leaves.ts";

test("exp() keeps the shape", () => {
  expect(shapeOf(exp(input("x", [2, 3])))).toEqual([2, 3]);
});

test("exp() refuses integers", () => {
  expect(() => exp(input("x", [2, 3], "u8"))).toThrow(
    new ShapeError("Cannot exponentiate: the operand is u8, needs f32"),
  );
});
