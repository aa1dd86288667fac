import { UsageError } from "./errors.ts";
import { philox4x32 } from "./philox.ts";
import { philoxFractions, philoxWords, wordsAtOnce } from "./philoxWords.ts";

/**
 * A named source of random numbers without state: each number is a function of (seed, name, step, index), so there is
 * nothing to save and one stream never shifts another. `step` and `index` are whole numbers from 0 to 2^53 - 1.
 *
 * All methods read the same words, so a stream serves one purpose: its name says which.
 */
export interface Stream {
  /** A number in [0, 1), a multiple of 2^-24, which float32 holds exactly. */
  uniform(step: number, index: number): number;
  /**
   * A whole number in [0, bound), for a bound up to 2^32. The likelihoods of two results differ by at most
   * bound / 2^32 of themselves, below what any sample we draw could show.
   */
  integers(step: number, index: number, bound: number): number;
  /** Fills `out` with low + (high - low)·uniform(step, index of the element). */
  fillUniform(out: Float32Array | Float64Array, step: number, low: number, high: number): void;
  /** Fills `out` with normally distributed numbers. */
  fillNormal(out: Float32Array | Float64Array, step: number, mean: number, deviation: number): void;
  /** The numbers 0 to n - 1 in random order. */
  permutation(step: number, n: number): Uint32Array;
}

const wordSize = 2 ** 32;

/**
 * The stream of a seed that belongs to `name`, such as `shuffle` or `dropout/f6`.
 *
 * @throws {UsageError} when `seed` is not a whole number from 0 to 2^53 - 1
 */
export function makeStream(seed: number, name: string): Stream {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new UsageError(
      `Cannot make random numbers: seed = ${seed}, needs a whole number from 0 to 2^53 - 1`,
    );
  }
  const key = hashOf(`${seed}/${name}`);
  const counter = new Uint32Array(4);
  const words = new Uint32Array(4);

  /** Word `index` of a step is word `index % 4` of the block with counter (index / 4, step), 64 bits each. */
  function pointTo(step: number, index: number): void {
    const block = Math.floor(index / 4);
    counter[0] = block;
    counter[1] = block / wordSize;
    counter[2] = step;
    counter[3] = step / wordSize;
  }
  function word(step: number, index: number): number {
    pointTo(step, index);
    philox4x32(counter, key, words);
    return words[index % 4]!;
  }
  /** Words `start` to `end` of a step; there may be `wordsAtOnce` of them, and `start` is a multiple of that. */
  function wordsOf(step: number, start: number, end: number): Uint32Array {
    pointTo(step, start);
    return philoxWords(counter, key, end - start);
  }
  /** `uniform` of the same words. */
  function fractionsOf(step: number, start: number, end: number): Float32Array {
    pointTo(step, start);
    return philoxFractions(counter, key, end - start).subarray(0, end - start);
  }

  return {
    uniform: (step, index) => (word(step, index) >>> 8) * 2 ** -24,
    integers: (step, index, bound) => Math.floor((word(step, index) / wordSize) * bound),
    fillUniform(out, step, low, high) {
      for (let start = 0; start < out.length; start += wordsAtOnce) {
        out.set(fractionsOf(step, start, Math.min(start + wordsAtOnce, out.length)), start);
      }
      if (low === 0 && high === 1) return;
      const range = high - low;
      for (let i = 0; i < out.length; i++) out[i] = low + range * out[i]!;
    },
    fillNormal(out, step, mean, deviation) {
      for (let start = 0; start < out.length; start += wordsAtOnce) {
        const end = Math.min(start + wordsAtOnce, out.length);
        const words = wordsOf(step, start, end);
        for (let i = start; i < end; i += 2) {
          // Box-Muller: two words make a radius and an angle; 1 - u keeps the logarithm away from 0.
          const radius = deviation * Math.sqrt(-2 * Math.log(1 - words[i - start]! / wordSize));
          const angle = (2 * Math.PI * words[i - start + 1]!) / wordSize;
          out[i] = mean + radius * Math.cos(angle);
          if (i + 1 < end) out[i + 1] = mean + radius * Math.sin(angle);
        }
      }
    },
    permutation(step, n) {
      const order = new Uint32Array(n);
      // Fisher-Yates from the inside out: i takes the place of one of the numbers 0 to i, which moves to the end.
      for (let start = 0; start < n; start += wordsAtOnce) {
        const end = Math.min(start + wordsAtOnce, n);
        const words = wordsOf(step, start, end);
        for (let i = start; i < end; i++) {
          const place = Math.floor((words[i - start]! / wordSize) * (i + 1));
          order[i] = order[place]!;
          order[place] = i;
        }
      }
      return order;
    },
  };
}

/** FNV-1a, 64 bits, as two words, of the UTF-8 bytes: different names give different keys for all practical purposes. */
function hashOf(text: string): Uint32Array {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return Uint32Array.of(Number(hash & 0xffffffffn), Number(hash >> 32n));
}
