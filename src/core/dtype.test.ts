import { expect, test } from "vitest";
import { bytesPerElement, makeArray } from "./dtype.ts";

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
