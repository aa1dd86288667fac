import type { Estimate } from "../../../core/statistics.ts";
import type { Quantity } from "../../claim.ts";
import { estimateText } from "../../claimText.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import type { LatentResults, NetworkResult } from "../results.ts";

/**
 * A network in as few words as tell it from others: "No. 2".
 *
 * @source own design
 */
export function shortName({ title }: NetworkResult): string {
  return title.replace(/,.*/, "");
}

/** A number of each of the source's networks: "No. 1 0.42 ± 0.10, No. 2 …". */
export function byNetwork(
  results: LatentResults,
  measure: (network: NetworkResult) => Estimate | null,
  quantity: Quantity = "number",
): string {
  const texts = tableNetworks(results).map((network) => {
    const measured = measure(network);
    return `${shortName(network)} ${measured ? estimateText(measured, quantity) : "not measured"}`;
  });
  return texts.join(", ");
}

/** Words in a row: "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
