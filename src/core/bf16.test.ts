import fc from "fast-check";
import { expect, test } from "vitest";
import { bf16Bits, roundToBf16, toBf16 } from "./bf16.ts";

test.each([
  [1, 0x3f80],
  [-2, 0xc000],
  [0, 0],
  [-0, 0x8000],
  [Number.POSITIVE_INFINITY, 0x7f80],
])("bf16Bits() of %d is the upper half of its float32", (value, upper) => {
  expect(bf16Bits(value)).toBe(upper);
});

test("toBf16() rounds to the nearest of the numbers with 8 significant bits, halves to the even one", () => {
  // Between 1 and 2 they are 1/128 apart.
  expect(toBf16(1 + 0.4 / 128)).toBe(1);
  expect(toBf16(1 + 0.6 / 128)).toBe(1 + 1 / 128);
  expect(toBf16(1 + 0.5 / 128)).toBe(1);
  expect(toBf16(1 + 1.5 / 128)).toBe(1 + 2 / 128);
  expect(toBf16(-1 - 1.5 / 128)).toBe(-1 - 2 / 128);
});

test("toBf16() keeps infinities and NaN, and takes what lies beyond the largest number for infinite", () => {
  expect(toBf16(Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  expect(toBf16(Number.NaN)).toBeNaN();
  expect(toBf16(3.4e38)).toBe(Number.POSITIVE_INFINITY);
  expect(toBf16(3.39e38)).toBe(2 ** 127 * (2 - 1 / 128));
});

test("toBf16() moves a number by at most 1/256 of it, and no further when applied again", () => {
  fc.assert(
    fc.property(fc.float({ min: -(2 ** 100), max: 2 ** 100, noNaN: true }), (value) => {
      const rounded = toBf16(value);
      expect(Math.abs(rounded - value)).toBeLessThanOrEqual(
        Math.max(Math.abs(value) / 256, 2 ** -134),
      );
      expect(toBf16(rounded)).toBe(rounded);
    }),
  );
});

test("roundToBf16() rounds in place, in float64 too", () => {
  const values = Float64Array.of(1.001, 3, -0.1);
  roundToBf16(values);
  expect([...values]).toEqual([1, 3, toBf16(-0.1)]);
});
