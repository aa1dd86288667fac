/** Halvings of the interval that the exponent is looked for in. */
const bisections = 60;
/** Exponents of falling and of rising sequences, beyond which sums leave the range of numbers. */
const steepest = 50;

/** What is known of a decreasing sequence: its first numbers, and the sum of all. */
export interface KnownPart {
  readonly first: Float64Array;
  readonly length: number;
  readonly total: number;
}

/**
 * How many numbers of a decreasing sequence will add up to a sum, if behind the last known one it falls as a power of the
 * place, so fast that all add up to their total: a guess that plans work, on which no result depends.
 *
 * @source own derivation: the sum of (j/s)^(q - 1) from s to x is close to s·((x/s)^q - 1)/q
 */
export function expectedCount({ first, length, total }: KnownPart, sum: number): number {
  const known = first.length;
  let reached = 0;
  for (const [at, own] of first.entries()) {
    reached += own;
    if (reached >= sum) return at + 1;
  }
  const scale = known * first[known - 1]!;
  const [all, wanted] = [(total - reached) / scale, (sum - reached) / scale];
  const span = Math.log(length / known);
  let [low, high] = [-steepest, steepest];
  for (let step = 0; step < bisections; step++) {
    // Of exponent 0 itself the sum would be a logarithm.
    const middle = (low + high) / 2 || Number.EPSILON;
    if (Math.expm1(middle * span) / middle < all) low = middle;
    else high = middle;
  }
  const count = known * Math.exp(Math.log1p(high * wanted) / high);
  return Number.isFinite(count) ? Math.min(length, Math.ceil(count)) : length;
}
