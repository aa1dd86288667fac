/**
 * A whole number with its thousands apart: "8,733".
 *
 * @source own design
 */
export function thousands(count: number): string {
  return count.toLocaleString("en");
}

/** A number with what it counts: "1 pixel", "3 pixels". */
export function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** How many seeds there are: "3 seeds". */
export function seedsOf(seeds: readonly number[]): string {
  return countOf(seeds.length, "seed");
}
