import { type Estimate, estimateOf } from "../../../core/statistics.ts";
import type { LayerName } from "../layers.ts";
import { isAt, type NetworkResult, type SpreadResult } from "../results.ts";
import { sourceShare, varianceShares } from "../shares.ts";

/** What is looked at of a network's outputs for test images. */
export interface LookedAt {
  readonly layer: LayerName;
  /** After the last epoch where nothing is said. */
  readonly when?: "trained" | "untrained";
  /** The most that there are, and of which the share was counted, where nothing is said. */
  readonly images?: number;
  /** Of the variance; the source's where nothing is said. */
  readonly share?: (typeof varianceShares)[number];
}

/**
 * The numbers of images that a network's outputs were counted for before and after training, the smallest first: the last
 * is what everything is told of where no other number is named.
 *
 * @source own design
 */
export function imageNumbers({ spreads, epochs }: NetworkResult): readonly number[] {
  const own = spreads.filter((spread) =>
    isAt(spread, { stage: "output", part: "test", epoch: epochs }),
  );
  return [...new Set(own.map(({ images }) => images))].sort((a, b) => a - b);
}

/** The most images that a network's outputs were counted for; 0 where it was not measured. */
export function mostImages(network: NetworkResult): number {
  return imageNumbers(network).at(-1) ?? 0;
}

/** The most images of which all shares of the variance were counted. */
export function mostImagesOfAllShares(network: NetworkResult): number {
  return mostImagesOf(network, varianceShares.at(-1)!);
}

/** Where a share was counted of none, because nothing varies, the most that there are. */
function mostImagesOf(network: NetworkResult, share: NonNullable<LookedAt["share"]>): number {
  const place = varianceShares.indexOf(share);
  const counted = network.spreads.filter(({ components }) => components?.[place]);
  const numbers = imageNumbers(network).filter((images) =>
    counted.some((own) => own.images === images),
  );
  return numbers.at(-1) ?? mostImages(network);
}

/** How a layer's outputs for test images spread; undefined where that was not measured. */
export function spreadAt(
  network: NetworkResult,
  { layer, when = "trained", images = mostImages(network) }: LookedAt,
): SpreadResult | undefined {
  const epoch = when === "trained" ? network.epochs : 0;
  const place = { layer, stage: "output", part: "test", epoch, images } as const;
  return network.spreads.find((spread) => isAt(spread, place));
}

/** How many principal components hold a share of the variance; null where that was not measured, or there is no variance. */
export function countAt(network: NetworkResult, looked: LookedAt): Estimate | null {
  const { share = sourceShare, images = mostImagesOf(network, share) } = looked;
  return (
    spreadAt(network, { ...looked, images })?.components?.[varianceShares.indexOf(share)] ?? null
  );
}

/**
 * The same divided by the layer's dimension, which is what the source compares.
 *
 * Units: fraction of 1
 * @source Dai & Jin'no, section 2
 */
export function ratioAt(network: NetworkResult, looked: LookedAt): Estimate | null {
  return perDimension(network, looked.layer, countAt(network, looked));
}

/** A number of components as a share of a layer's dimension. Units: fraction of 1 */
export function perDimension(
  network: NetworkResult,
  layer: LayerName,
  count: Estimate | null,
): Estimate | null {
  const dimension = dimensionOf(network, layer);
  return count && estimateOf(count.values.map((value) => value / dimension));
}

/** How many numbers a layer gives for an image. */
export function dimensionOf({ layers }: NetworkResult, layer: LayerName): number {
  return layers.find((own) => own.layer === layer)?.dimension ?? Number.NaN;
}

/** Where components are to be counted. */
type Counted = Pick<LookedAt, "layer" | "images">;

/** How many components there can be at most: n points span n − 1 directions. */
export function directionsOf(network: NetworkResult, { layer, images }: Counted): number {
  return Math.min((images ?? mostImages(network)) - 1, dimensionOf(network, layer));
}

/** The largest count that there can be: the first 70 % of all components hold at least as much of the variance. */
export function largestCount(network: NetworkResult, counted: Counted): number {
  return Math.ceil(sourceShare * directionsOf(network, counted));
}

/** The same divided by the layer's dimension. Units: fraction of 1 */
export function largestRatio(network: NetworkResult, counted: Counted): number {
  return largestCount(network, counted) / dimensionOf(network, counted.layer);
}
