import { type Estimate, estimateOf } from "../../../core/statistics.ts";

/**
 * By how much a exceeds b, seed by seed; null where one of them was not measured, or not with the same seeds.
 *
 * @source own design
 */
export function differenceBetween(a: Estimate | null, b: Estimate | null): Estimate | null {
  if (!a || !b || a.n !== b.n) return null;
  return estimateOf(a.values.map((value, seed) => value - b.values[seed]!));
}
