import { normalQuantile } from "./normalQuantile.ts";

/**
 * 95 % confidence interval of the median of what some values were drawn from: as many of them lie below it as heads come
 * of so many coins. Nothing of fewer than six values, or where an end is infinite.
 *
 * Shape: sorted [N], smallest first
 * @source Conover 1999, "Practical Nonparametric Statistics", section 3.2, with the normal approximation of the binomial
 */
export function medianInterval(
  sorted: ArrayLike<number>,
): { readonly low: number; readonly high: number } | undefined {
  const count = sorted.length;
  const rank = Math.round((count - normalQuantile * Math.sqrt(count)) / 2);
  if (rank < 1) return undefined;
  const [low, high] = [sorted[rank - 1]!, sorted[count - rank]!];
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : undefined;
}
