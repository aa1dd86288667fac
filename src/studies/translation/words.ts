/** The mean of whole numbers, with thousands apart. */
export function meanCount(counts: readonly number[]): string {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return Math.round(mean).toLocaleString("en");
}

/** "3 seeds" */
export function seedsOf(seeds: readonly number[]): string {
  return seeds.length === 1 ? "1 seed" : `${seeds.length} seeds`;
}
