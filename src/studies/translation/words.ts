/**
 * The mean of counts as a whole number, thousands apart: "8,733".
 *
 * @source own design
 */
export function meanCount(counts: readonly number[]): string {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return Math.round(mean).toLocaleString("en");
}

/** How many seeds there are, in words: "1 seed", "3 seeds". */
export function seedsOf(seeds: readonly number[]): string {
  return seeds.length === 1 ? "1 seed" : `${seeds.length} seeds`;
}
