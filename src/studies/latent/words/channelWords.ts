import { estimateOf } from "../../../core/statistics.ts";
import { ratioBetween } from "../../differenceBetween.ts";
import { thousands } from "../../words.ts";
import { firstLayers, firstRatio } from "../compare/claimed.ts";
import { channelExponent, channelsNeeded, channelsOf } from "../compare/growthWithChannels.ts";
import { networkNamed, no1Of } from "../compare/networkNamed.ts";
import { countAt, dimensionOf } from "../compare/ratioAt.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { numberText, shareText } from "./estimateTexts.ts";
import { listed } from "./byNetwork.ts";

/**
 * What the number of channels does to the ratio of the first layers, as sentences: No. 2 tells it, which has half of No. 1's.
 *
 * @source own design: the source does not tell its channels
 */
export function channelWords(results: LatentResults): string[] {
  const half = networkNamed(results, "no2");
  const needed = channelsNeeded(results);
  return half && needed !== null
    ? [countsWords(no1Of(results), half), neededWords(results, needed)]
    : [];
}

function countsWords(network: NetworkResult, half: NetworkResult): string {
  const times = firstLayers.map(
    (layer) =>
      `${numberText(ratioBetween(countAt(network, { layer }), countAt(half, { layer })))} times as many components in ${layer}`,
  );
  return `How many dimensions there are is a matter of channels: No. 1, with twice those of No. 2, takes ${listed(times)}; where that is less than 2, more channels make a lower ratio.`;
}

/** The ratio with twice the channels, and how many channels bring it to 1 %. */
function neededWords(results: LatentResults, needed: number): string {
  const first = no1Of(results);
  const twice = firstRatio(results);
  return "";
}
