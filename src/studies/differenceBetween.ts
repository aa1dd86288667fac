import { type Estimate, estimateOf, estimateOfTimes } from "../core/statistics.ts";

/**
 * By how much a exceeds b, seed by seed; null where one of them was not measured, or not with the same seeds.
 *
 * @source own design
 */
export function differenceBetween(a: Estimate | null, b: Estimate | null): Estimate | null {
  if (!a || !b || a.n !== b.n) return null;
  return estimateOf(a.values.map((value, seed) => value - b.values[seed]!));
}

/** What a is divided by b, seed by seed; null also where b is 0. */
export function ratioBetween(a: Estimate | null, b: Estimate | null): Estimate | null {
  const ratios = quotients(a, b);
  return ratios && estimateOf(ratios);
}

/**
 * How many times as large a is as b, seed by seed, where neither can be below 0: the geometric mean, and the interval of the
 * mean logarithm. Null also where b is 0.
 */
export function timesBetween(a: Estimate | null, b: Estimate | null): Estimate | null {
  const times = quotients(a, b);
  return times && estimateOfTimes(times);
}

function quotients(a: Estimate | null, b: Estimate | null): number[] | null {
  if (!a || !b || a.n !== b.n) return null;
  const ratios = a.values.map((value, seed) => value / b.values[seed]!);
  return ratios.every(Number.isFinite) ? ratios : null;
}
