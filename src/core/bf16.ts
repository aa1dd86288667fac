/**
 * Rounding to bfloat16: the sign, the 8 bits of exponent and the first 7 of 23 bits of a float32's fraction.
 *
 * Source: Intel 2018, BFLOAT16 - Hardware Numerics Definition, 338302-001.
 */

const number = new Float32Array(1);
const bits = new Uint32Array(number.buffer);

/** The upper half of the nearest bf16 number; of two that are equally near, the one whose last bit is 0. */
export function bf16Bits(value: number): number {
  number[0] = value;
  const own = bits[0]!;
  // A NaN must not be carried into infinity, or lose the only bits that make it one.
  if (Number.isNaN(value)) return (own >>> 16) | 0x40;
  return (own + 0x7fff + ((own >>> 16) & 1)) >>> 16;
}

/** The nearest number that bf16 can hold. */
export function toBf16(value: number): number {
  const upper = bf16Bits(value);
  bits[0] = upper << 16;
  return number[0]!;
}

/** Rounds every number of an array, in place. */
export function roundToBf16(values: Float32Array | Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = toBf16(values[i]!);
}
