import { normalQuantile } from "./normalQuantile.ts";

/** What is to be divided, image by image. */
export interface Quotient {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

/**
 * The mean of the roots of quotients of sums over the same images, √(Σ above / Σ below), and its 95 % interval to first
 * order: each image moves a root by (above - q·below) / (2·√q·Σ below), and the interval is that of a sum of such moves.
 * Without an interval where there are fewer than two images; of no length where images move nothing.
 *
 * Shape: above [N], below [N], each sum of `below` above 0
 * @source Cochran 1977, "Sampling Techniques", section 2.11 (ratio estimates); the root: own derivation by the delta method
 */
export function rootQuotients(quotients: readonly Quotient[]): {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
} {
  const count = quotients[0]!.above.length;
  const moves = new Float64Array(count);
  let value = 0;
  for (const { above, below } of quotients) {
    const sum = sumOf(below);
    const quotient = sumOf(above) / sum;
    value += Math.sqrt(quotient) / quotients.length;
    if (quotient === 0) continue;
    const scale = 1 / (2 * Math.sqrt(quotient) * sum * quotients.length);
    above.forEach((own, at) => {
      moves[at] = moves[at]! + scale * (own - quotient * below[at]!);
    });
  }
  if (count < 2) return { value };
  const squares = moves.reduce((sum, move) => sum + move * move, 0);
  const halfWidth = normalQuantile * Math.sqrt((squares * count) / (count - 1));
  return { value, low: Math.max(0, value - halfWidth), high: value + halfWidth };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
