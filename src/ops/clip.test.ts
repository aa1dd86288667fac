import { expect, test } from "vitest";
import { GraphError } from "../core/errors.ts";
import { clip } from "./clip.ts";
import { input } from "./leaves.ts";

const x = input("x", [2]);

test("clip() takes equal bounds, and none on one side", () => {
  expect(() => clip(x, 1, 1)).not.toThrow();
  expect(() => clip(x, 0, Number.POSITIVE_INFINITY)).not.toThrow();
});

test.each([
  [2, 1],
  [Number.NaN, 1],
])("clip() refuses the bounds %d and %d", (low, high) => {
  expect(() => clip(x, low, high)).toThrow(
    new GraphError(`Cannot clip to ${low} and ${high}: needs the lower bound first`),
  );
});
