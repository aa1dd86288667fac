import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { argMax } from "./argMax.ts";
import { input } from "./leaves.ts";

test("argMax() drops the last dimension and gives integers", () => {
  expect(argMax(input("logits", [64, 10])).type).toEqual({ dtype: "i32", shape: [64] });
});

test("argMax() refuses integers", () => {
  expect(() => argMax(input("labels", [64], "u8"))).toThrow(
    new ShapeError("Cannot find the maximum: x is u8, needs f32"),
  );
});
