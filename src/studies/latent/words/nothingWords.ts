import { canFillFirst } from "../compare/claimed.ts";
import { hasLearned, tableNetworks } from "../compare/networkNamed.ts";
import type { LatentResults } from "../results.ts";
import { listed, shortName } from "./byNetwork.ts";

/**
 * Why there is no verdict: only what has failed is named, of all four networks or of those of some rows.
 *
 * @source own design
 */
export function nothingWords(results: LatentResults, rows?: readonly string[]): string {
  const idle = tableNetworks(results).filter(
    (network) => !hasLearned(network) && (rows?.includes(network.row) ?? true),
  );
  if (idle.length > 0) {
    return `Nothing can be said of it: ${listed(idle.map(shortName))} ${idle.length === 1 ? "has" : "have"} not learned to tell the classes apart.`;
  }
  return canFillFirst(results)
    ? "Nothing can be said of it: what it takes could not be measured."
    : "Nothing can be said of it: so few images could not take 1% of the dimensions of the first layers.";
}
