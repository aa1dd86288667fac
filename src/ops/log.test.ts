import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { log } from "./log.ts";

test("log() keeps the shape", () => {
  expect(shapeOf(log(input("x", [2, 3])))).toEqual([2, 3]);
});

test("log() refuses integers", () => {
  expect(() => log(input("x", [2, 3], "u8"))).toThrow(
    new ShapeError("Cannot take the logarithm: the operand is u8, needs f32"),
  );
});
