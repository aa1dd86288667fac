import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { affine } from "./affine.ts";
import { cast } from "./cast.ts";
import { input } from "./leaves.ts";
import { sum } from "./sum.ts";

const x = input("x", [3]);

test("cast() to bf16 keeps 8 significant bits, and casting back adds none", () => {
  const there = cast(x, "bf16");
  expect(there.type).toEqual({ dtype: "bf16", shape: [3] });
  expect(runOnce({ y: cast(there, "f32") }, { x: [1.001, 257, -0.5] }).y).toEqual([1, 256, -0.5]);
});

test("cast() to the type that x has is x", () => {
  expect(cast(x, "f32")).toBe(x);
});

test("what is computed in bf16 is rounded", () => {
  const y = cast(affine(cast(x, "bf16"), 1 / 3), "f32");
  // 1/3 is 0.33333, the nearest number with 8 significant bits 171/512.
  expect(runOnce({ y }, { x: [1, 2, 3] }).y).toEqual([171 / 512, 171 / 256, 1]);
});

test("the gradient passes through rounding as it is", () => {
  const loss = sum(affine(cast(cast(x, "bf16"), "f32"), 1.001));
  const [dx] = gradients(loss, [x]);
  expect(dx!.type).toEqual(x.type);
  // It was bf16 on its way, so it has been rounded itself.
  expect(runOnce({ dx: dx! }).dx).toEqual([1, 1, 1]);
});

test("cast() refuses integers", () => {
  expect(() => cast(input("labels", [2], "i32"), "bf16")).toThrow(
    new ShapeError("Cannot cast: x is i32, needs f32"),
  );
});
