import type { NumberArray } from "../core/dtype.ts";

/** Writes the key that a step's random operations draw from: seed and step, the lower half of each first. */
export function setRandomKey(key: NumberArray, seed: number, step: number): void {
  key.set([seed | 0, seed / 2 ** 32, step | 0, step / 2 ** 32]);
}
