import type { Estimate } from "../../../core/statistics.ts";
import type { LayerName } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { firstLayers, firstLimit } from "./claimed.ts";
import { networkNamed, no1Of, tableNetworks } from "./networkNamed.ts";
import { dimensionOf, ratioAt } from "./ratioAt.ts";
import { seedwise } from "./seedwise.ts";

/**
 * How a layer's ratio changes with the number of channels: d log ratio / d log channels between No. 2, which has half of
 * them, and No. 1, paired by seed. −1 where the count stays the same, 0 where it grows in proportion to the channels. Null
 * where one of them was not measured.
 *
 * Units: none
 * @source own design: the source does not tell its channels
 */
export function channelExponent(results: LatentResults, layer: LayerName): Estimate | null {
  const half = networkNamed(results, "no2");
  if (!half) return null;
  const networks = [half, no1Of(results)];
  const [before, after] = networks.map((network) => dimensionOf(network, layer));
  return seedwise(
    networks.map((network) => ratioAt(network, { layer })),
    ([own, other]) => Math.log(other! / own!) / Math.log(after! / before!),
  );
}

/** Channels that a network begins with. */
export function channelsOf(network: NetworkResult): number {
  // gap has a number for each channel of c6, and these are four times as many in No. 1.
  return dimensionOf(network, "gap") / 4;
}

/**
 * From how many channels of No. 1 on the ratios of the first layers of all four networks are below 1 %, if they go on
 * changing as between No. 2 and No. 1. Infinite where a ratio above it does not fall; null where it was not measured.
 */
export function channelsNeeded(results: LatentResults): number | null {
  const times = largestOf(results, (ratio, exponent) => {
    if (exponent < 0) return (ratio / firstLimit) ** (-1 / exponent);
    return ratio < firstLimit ? 0 : Number.POSITIVE_INFINITY;
  });
  return times === null ? null : times * channelsOf(no1Of(results));
}

/** The largest ratio of the first layers with so many times the channels, if it goes on changing like that. */
export function ratioWithChannels(results: LatentResults, times: number): number | null {
  return largestOf(results, (ratio, exponent) => ratio * times ** exponent);
}

/** The largest number that first layers of the four networks give; null where one of them was not measured. */
function largestOf(
  results: LatentResults,
  numberOf: (ratio: number, exponent: number) => number,
): number | null {
  const numbers = firstLayers.flatMap((layer) => {
    const exponent = channelExponent(results, layer)?.mean;
    return tableNetworks(results).map((network) => {
      const ratio = ratioAt(network, { layer })?.mean;
      return exponent === undefined || ratio === undefined ? null : numberOf(ratio, exponent);
    });
  });
  const known = numbers.flatMap((number) => number ?? []);
  return known.length < numbers.length ? null : Math.max(...known);
}
