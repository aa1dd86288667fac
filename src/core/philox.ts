/**
 * Philox 4x32-10: a bijection of 128-bit counters, chosen by a 64-bit key, whose outputs for successive counters pass
 * the statistical tests for random numbers.
 *
 * @source Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405
 */

const rounds = 10;

/** Writes the four 32-bit words that belong to `counter` (4 words) under `key` (2 words) into `out`. */
export function philox4x32(counter: Uint32Array, key: Uint32Array, out: Uint32Array): void {
  let c0 = counter[0]! | 0;
  let c1 = counter[1]! | 0;
  let c2 = counter[2]! | 0;
  let c3 = counter[3]! | 0;
  let k0 = key[0]! | 0;
  let k1 = key[1]! | 0;
  for (let round = 0; round < rounds; round++) {
    const high0 = multiplyHigh(0xd251, 0x1f53, c0);
    const high1 = multiplyHigh(0xcd9e, 0x8d57, c2);
    const low0 = Math.imul(0xd2511f53, c0);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0; // golden ratio
    k1 = (k1 + 0xbb67ae85) | 0; // sqrt(3) - 1
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/**
 * Upper 32 bits of the 64-bit product of `high·2^16 + low` and `x`. Long multiplication in 16-bit digits: no partial sum
 * exceeds 32 bits, and it stays in integer registers, which is faster than going through a double.
 */
function multiplyHigh(high: number, low: number, x: number): number {
  const xLow = x & 0xffff;
  const xHigh = x >>> 16;
  const middle = (Math.imul(high, xLow) + (Math.imul(low, xLow) >>> 16)) | 0;
  const carry = ((middle & 0xffff) + Math.imul(low, xHigh)) | 0;
  return (Math.imul(high, xHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}
