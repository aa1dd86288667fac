import type { Estimate } from "../../../core/statistics.ts";
import { sideOf } from "../../differenceWords.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { tableNetworks } from "./networkNamed.ts";

/** On which side of a limit an estimate is to lie with its whole interval. */
export interface WantedSide {
  readonly side: "above" | "below";
  /** 0 where nothing is said. */
  readonly limit?: number;
}

/**
 * Whether a number lies on one side of a limit in each of the four networks; not where one was not measured.
 *
 * @source own design
 */
export function inEveryNetwork(
  results: LatentResults,
  measure: (network: NetworkResult) => Estimate | null,
  { side, limit = 0 }: WantedSide,
): boolean {
  return tableNetworks(results).every((network) => {
    const own = measure(network);
    return own !== null && sideOf(own, limit) === side;
  });
}
