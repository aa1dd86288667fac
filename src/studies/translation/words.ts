import type { Estimate } from "../../core/statistics.ts";
import { percent } from "../../figures/text.ts";

/** `96.1 ± 0.4 %`, or without the interval where one seed leaves it unknown. */
export function percentWithInterval({ mean, low, high }: Estimate): string {
  if (low === null || high === null) return percent(mean, 1);
  return `${(100 * mean).toFixed(1)} ± ${((100 * (high - low)) / 2).toFixed(1)}%`;
}

/** The mean of whole numbers, with thousands apart. */
export function meanCount(counts: readonly number[]): string {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return Math.round(mean).toLocaleString("en");
}

/** "3 seeds" */
export function seedsOf(seeds: readonly number[]): string {
  return seeds.length === 1 ? "1 seed" : `${seeds.length} seeds`;
}
