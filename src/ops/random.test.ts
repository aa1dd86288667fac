import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { input } from "./leaves.ts";
import { normal, uniform } from "./random.ts";

const attrs = { stream: "dropout/f6", shape: [2, 3] };

test("uniform() and normal() give the shape that is asked for", () => {
  const key = input("random", [4], "i32");
  expect(shapeOf(uniform(key, attrs))).toEqual([2, 3]);
  expect(shapeOf(normal(key, attrs))).toEqual([2, 3]);
});

test.each([
  ["f32 [4]", input("random", [4])],
  ["i32 [2]", input("random", [2], "i32")],
])("uniform() refuses a key of %s", (type, key) => {
  expect(() => uniform(key, attrs)).toThrow(
    new ShapeError(`Cannot draw random numbers: the key is ${type}, needs i32 [4]`),
  );
});
