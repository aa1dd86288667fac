import { expect, test } from "vitest";
import { bytesPerElement, isFloat, makeArray } from "./dtype.ts";

test.each([
  ["f32", Float32Array],
  ["i32", Int32Array],
  ["u8", Uint8Array],
] as const)("makeArray() makes zeros of type %s", (dtype, type) => {
  const array = makeArray(dtype, 3);
  expect(array).toBeInstanceOf(type);
  expect([...array]).toEqual([0, 0, 0]);
  expect(array.BYTES_PER_ELEMENT).toBe(bytesPerElement[dtype]);
});

test("makeArray() gives bf16 a float32 array, which holds all of its numbers", () => {
  expect(makeArray("bf16", 3)).toEqual(new Float32Array(3));
  expect(bytesPerElement.bf16).toBe(2);
});

test("isFloat() tells numbers that are computed with from labels and bytes", () => {
  expect((["f32", "bf16", "i32", "u8"] as const).filter(isFloat)).toEqual(["f32", "bf16"]);
});
