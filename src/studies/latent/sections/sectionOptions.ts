import { tableNetworks } from "../compare/networkNamed.ts";
import type { LatentResults } from "../results.ts";

/**
 * What sections are told besides the results.
 *
 * @source own design
 */
export interface SectionOptions {
  /** The data set's title. */
  readonly data: string;
  readonly classes: readonly string[];
  readonly seeds: number;
}

/** Titles of the four, in the order in which colours are dealt. */
export function titlesOf(results: LatentResults): string[] {
  return tableNetworks(results).map(({ title }) => title);
}

/** What goes before words on differences of a single seed. */
export function oneSeedWords({ seeds }: SectionOptions): string[] {
  return seeds > 1
    ? []
    : [
        "One seed was trained: what is said of differences here is of that seed, and decides nothing.",
      ];
}
