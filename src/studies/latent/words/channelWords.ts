import { percent } from "../../../figures/text.ts";
import { timesBetween } from "../../differenceBetween.ts";
import { thousands } from "../../words.ts";
import { firstLayers, firstLimit } from "../compare/claimed.ts";
import { channelsNeeded, channelsOf, ratioWithChannels } from "../compare/growthWithChannels.ts";
import { networkNamed, no1Of } from "../compare/networkNamed.ts";
import { countAt, dimensionOf } from "../compare/ratioAt.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { listed } from "./byNetwork.ts";
import { numberText, plainShareText } from "./estimateTexts.ts";

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
  const times = firstLayers.map((layer) => {
    const counts = [network, half].map((own) => countAt(own, { layer }));
    return `${numberText(timesBetween(counts[0]!, counts[1]!))} times its components in ${layer}`;
  });
  return `The ratio depends on the number of channels: No. 1 has twice those of No. 2, and so twice its dimensions, and ${listed(times)}.`;
}

/** Beyond them, a pace that was measured between two networks tells nothing. */
const mostChannels = 1024;

/** The ratio with twice the channels, and how many channels bring it to 1 %. */
function neededWords(results: LatentResults, needed: number): string {
  const first = no1Of(results);
  const [own, dimension] = [channelsOf(first), dimensionOf(first, "c1")];
  const twice = plainShareText(ratioWithChannels(results, 2)!);
  const rounded = (number: number) => thousands(Number(number.toPrecision(2)));
  const from =
    needed <= 1
      ? "with any number of channels"
      : needed <= mostChannels
        ? `from about ${rounded(needed)} channels of No. 1 on, ${rounded((needed * dimension) / own)} dimensions in c1`
        : `with no number of channels up to ${thousands(mostChannels)}`;
  return `At this pace the largest ratio would be ${twice} with twice the channels, and below ${percent(firstLimit)} ${from}; here it has ${own}, and ${thousands(dimension)} dimensions in c1.`;
}
