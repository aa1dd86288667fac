import { makeStream } from "../../src/core/random.ts";
import type { ImagesInMemory } from "../../src/data/imageSet.ts";
import { numberSetOf } from "../../src/data/numberSet.ts";

/** Digits below `digits`, two by two and one-hot; a pair's label is their sum. Shape: [N, 2, digits] (f32) */
export function labelPairs(count: number, { digits = 3, seed = 0 } = {}): ImagesInMemory {
  const stream = makeStream(seed, "pairs");
  const values = new Float32Array(count * 2 * digits);
  const labels = new Int32Array(count);
  for (let place = 0; place < 2 * count; place++) {
    const digit = stream.integers(0, place, digits);
    values[place * digits + digit] = 1;
    labels[place >> 1]! += digit;
  }
  return numberSetOf({ values, labels, shape: [2, digits] });
}
