import type { CheckedClaim } from "../../claim.ts";
import type { LatentResults } from "../results.ts";
import { channelsNeeded, channelsOf } from "./growthWithChannels.ts";
import { no1Of } from "./networkNamed.ts";

/** As few and as many channels as networks of six convolutions usually begin with: what the source can have had. */
const usualChannels = { fewest: 16, most: 64 } as const;

/**
 * Why claims would be judged otherwise with another number of channels, as a sentence; empty where none would. The count of
 * the first layers hardly grows with their channels, so that a limit of their ratio is a matter of how many there are.
 *
 * @source own judgement: the source does not tell its channels
 */
export function dependsOnChannels(results: LatentResults, claims: readonly CheckedClaim[]): string {
  const claim = claims.find(({ id }) => id === "first-layers-below-1-percent");
  const needed = channelsNeeded(results);
  if (!claim || claim.verdict === "undecided" || needed === null) return "";
  const isTurned =
    claim.verdict === "upheld" ? needed > usualChannels.fewest : needed <= usualChannels.most;
  if (!isTurned) return "";
  return `So it depends on the number of channels, which the source does not name: ${channelsOf(no1Of(results))} are ours, and such networks usually begin with ${usualChannels.fewest} to ${usualChannels.most}. Its figure 3, where the dimension of c1 is drawn, may decide it.`;
}
