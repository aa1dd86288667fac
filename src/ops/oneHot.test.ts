import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { input } from "./leaves.ts";
import { oneHot } from "./oneHot.ts";

test("oneHot() adds a dimension of classes", () => {
  expect(oneHot(input("labels", [64], "u8"), 10).type).toEqual({ dtype: "f32", shape: [64, 10] });
});

test("oneHot() refuses labels that are not integers", () => {
  expect(() => oneHot(input("labels", [64]), 10)).toThrow(
    new ShapeError("Cannot encode labels: they are f32, needs i32 or u8"),
  );
});
