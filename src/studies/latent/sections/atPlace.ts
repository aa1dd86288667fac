import type { Estimate } from "../../../core/statistics.ts";
import { perDimension } from "../compare/ratioAt.ts";
import type { LayerName } from "../layers.ts";
import { isAt, type NetworkResult, type SpreadResult, type Wanted } from "../results.ts";
import { sharePlace } from "../shares.ts";

/**
 * Where a layer is looked at: its outputs for test images where nothing else is said.
 *
 * @source own design
 */
export interface Place extends Wanted {
  readonly layer: LayerName;
}

/** What is looked at of a place; null where it was not measured. */
export type Quantity = (network: NetworkResult, place: Place) => Estimate | null;

const usual: Wanted = { stage: "output", part: "test" };

function spreadThere({ spreads }: NetworkResult, place: Place): SpreadResult | undefined {
  return spreads.find((spread) => isAt(spread, { ...usual, ...place }));
}

/** Components that hold 70 % of the variance. */
export const countThere: Quantity = (network, place) =>
  spreadThere(network, place)?.components?.[sharePlace] ?? null;

/** The same, divided by the layer's dimension. Units: fraction of 1 */
export const ratioThere: Quantity = (network, place) =>
  perDimension(network, place.layer, countThere(network, place));

/** The participation ratio. */
export const participationThere: Quantity = (network, place) =>
  spreadThere(network, place)?.participationRatio ?? null;

/** TwoNN's estimate. */
export const twoNnThere: Quantity = (network, place) => spreadThere(network, place)?.twoNn ?? null;

/** The largest number of images that was asked at each of these places; null where there is none. */
export function commonImages(network: NetworkResult, places: readonly Wanted[]): number | null {
  const [first, ...others] = places.map(
    (place) =>
      new Set(
        network.spreads
          .filter((spread) => isAt(spread, { ...usual, ...place }))
          .map(({ images }) => images),
      ),
  );
  const shared = [...(first ?? [])].filter((images) => others.every((own) => own.has(images)));
  return shared.length === 0 ? null : Math.max(...shared);
}

/** The epochs at which a network was looked at, the first before training. */
export function epochsOf({ spreads }: NetworkResult): readonly number[] {
  return [...new Set(spreads.map(({ epoch }) => epoch))].sort((a, b) => a - b);
}
