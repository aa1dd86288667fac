import { expect } from "vitest";

/** The largest difference, as a fraction of the largest expected element; both must have as many. */
export function relativeDistance(
  own: ArrayLike<number>,
  expected: ArrayLike<number>,
  name?: string,
): number {
  expect(own.length, name).toBe(expected.length);
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    // NaN stays: it is no distance that a test allows.
    difference = Math.max(difference, Math.abs(own[i]! - expected[i]!));
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  return difference === 0 ? 0 : difference / largest;
}
