import { expect } from "vitest";
import type { Safetensors } from "../../src/runs/safetensors.ts";

/** The largest difference from the tensor of that name, as a fraction of its largest element. */
export function distance(
  own: ArrayLike<number>,
  tensors: Safetensors["tensors"],
  name: string,
): number {
  const expected = tensors.get(name)!.data;
  expect(own.length, name).toBe(expected.length);
  let difference = 0;
  let largest = 0;
  for (const [i, value] of expected.entries()) {
    // NaN stays: it is no distance that a test allows.
    difference = Math.max(difference, Math.abs(own[i]! - value));
    largest = Math.max(largest, Math.abs(value));
  }
  return difference === 0 ? 0 : difference / largest;
}
