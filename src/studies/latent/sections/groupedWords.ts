import type { NetworkResult } from "../results.ts";
import { listed, shortName } from "../words/byNetwork.ts";

/**
 * What is said of each network, the same words once: "more in c1 (all four)", "more in c1 (No. 1 and No. 3); fewer (No. 2)".
 *
 * @source own design
 */
export function groupedWords(
  networks: readonly NetworkResult[],
  wordsOf: (network: NetworkResult) => string,
): string {
  const groups = new Map<string, NetworkResult[]>();
  for (const network of networks) {
    const words = wordsOf(network);
    groups.set(words, [...(groups.get(words) ?? []), network]);
  }
  return [...groups]
    .map(([words, own]) => {
      const isAll = own.length === networks.length && own.length > 2;
      const names = isAll ? `all ${numerals[own.length] ?? own.length}` : listed(own.map(nameOf));
      return networks.length === 1 ? words : `${words} (${names})`;
    })
    .join("; ");
}

const numerals: Readonly<Record<number, string>> = { 3: "three", 4: "four", 5: "five" };

/** The table's networks in short, the others in full: they are all No. 1. */
function nameOf(network: NetworkResult): string {
  return network.group === "table" ? shortName(network) : network.title;
}
