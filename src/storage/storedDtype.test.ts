import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFloats, type StoredDtype, storedBytes, storedDtypes } from "./storedDtype.ts";

/** What becomes of the elements of an array, and whether nothing was lost. */
function decode(dtype: StoredDtype, elements: NodeJS.TypedArray) {
  const bytes = new Uint8Array(elements.buffer);
  const out = new Float32Array(bytes.length / storedBytes(dtype));
  const exact = decodeFloats(dtype, bytes, out);
  return { numbers: [...out], exact };
}

test.each<[StoredDtype, NodeJS.TypedArray, number[]]>([
  ["F64", Float64Array.of(0.5, -1e30), [0.5, Math.fround(-1e30)]],
  ["F32", Float32Array.of(1.5, -0), [1.5, -0]],
  [
    "F16",
    Uint16Array.of(0x3c00, 0xc500, 0x7bff, 0x0001, 0x0400),
    [1, -5, 65504, 2 ** -24, 2 ** -14],
  ],
  ["F16", Uint16Array.of(0x7c00, 0xfc00, 0x8000), [Infinity, -Infinity, -0]],
  ["BF16", Uint16Array.of(0x3f80, 0xc0a0, 0x0001), [1, -5, 2 ** -133]],
  ["I64", BigInt64Array.of(-3n, 2n ** 40n), [-3, 2 ** 40]],
  ["I32", Int32Array.of(-3, 2 ** 24), [-3, 2 ** 24]],
  ["I16", Int16Array.of(-3, 32767), [-3, 32767]],
  ["I8", Int8Array.of(-3, 127), [-3, 127]],
  ["U8", Uint8Array.of(3, 255), [3, 255]],
  ["BOOL", Uint8Array.of(0, 1), [0, 1]],
])("decodeFloats() reads %s", (dtype, elements, numbers) => {
  expect(decode(dtype, elements).numbers).toEqual(numbers);
});

test.each<[StoredDtype, NodeJS.TypedArray, number[]]>([
  ["F64", Float64Array.of(0.1), [Math.fround(0.1)]],
  ["F64", Float64Array.of(1e300), [Infinity]],
  ["I32", Int32Array.of(2 ** 24 + 1), [2 ** 24]],
  ["I64", BigInt64Array.of(2n ** 60n + 1n), [2 ** 60]],
])("decodeFloats() tells where it had to round %s", (dtype, elements, numbers) => {
  expect(decode(dtype, elements)).toEqual({ numbers, exact: false });
});

test("decodeFloats() counts what is no number as exact", () => {
  const { numbers, exact } = decode("F64", Float64Array.of(Number.NaN, Infinity));
  expect(numbers).toEqual([Number.NaN, Infinity]);
  expect(exact).toBe(true);
});

test("decodeFloats() loses nothing of types that a float32 has room for", () => {
  const narrow = storedDtypes.filter((dtype) => storedBytes(dtype) <= 2);
  expect(narrow).toEqual(["F16", "BF16", "I16", "I8", "U8", "BOOL"]);
  fc.assert(
    fc.property(fc.constantFrom(...narrow), fc.uint8Array({ maxLength: 32 }), (dtype, bytes) => {
      const whole = Uint8Array.from(bytes.subarray(0, bytes.length & ~1));
      expect(decode(dtype, whole).exact).toBe(true);
    }),
  );
});
