import { expect, test } from "vitest";
import { expectedCount } from "./expectedCount.ts";

function sumOf(values: Float64Array): number {
  return values.reduce((sum, own) => sum + own, 0);
}

test.each([0.3, 0.8, 1, 1.5, 3])(
  "expectedCount() finds the place in a power law of exponent %d",
  (exponent) => {
    const values = Float64Array.from({ length: 2000 }, (_, at) => (at + 1) ** -exponent);
    const total = sumOf(values);
    for (const count of [10, 60, 300, 1000]) {
      const sum = sumOf(values.subarray(0, count)) - values[count - 1]! / 2;
      const found = expectedCount({ first: values.subarray(0, 50), length: 2000, total }, sum);
      expect(Math.abs(found / count - 1)).toBeLessThan(0.15);
    }
  },
);

test("expectedCount() counts what is known, and never more than there are", () => {
  const first = Float64Array.of(4, 3, 2);
  expect(expectedCount({ first, length: 10, total: 12 }, 7)).toBe(2);
  expect(expectedCount({ first, length: 10, total: 9 }, 9.5)).toBe(10);
  expect(expectedCount({ first: Float64Array.of(1, 0), length: 10, total: 2 }, 1.5)).toBe(10);
});
