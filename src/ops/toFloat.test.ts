import { expect, test } from "vitest";
import { input } from "./leaves.ts";
import { toFloat } from "./toFloat.ts";

test.each(["u8", "i32", "f32"] as const)("toFloat() of %s is f32 of the same shape", (dtype) => {
  expect(toFloat(input("x", [2, 3], dtype)).type).toEqual({ dtype: "f32", shape: [2, 3] });
});
