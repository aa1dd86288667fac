import type { Estimate } from "../../../core/statistics.ts";
import type { LayerName } from "../layers.ts";
import type { NetworkResult } from "../results.ts";
import { convolutions } from "./compareLayers.ts";
import {
  countAt,
  dimensionOf,
  imageNumbers,
  type LookedAt,
  mostImages,
  ratioAt,
} from "./ratioAt.ts";
import { seedwise } from "./seedwise.ts";

/**
 * How a count grows with the number of images: d log count / d log images between the most images and the largest number
 * that is at most half of it. 1 where it grows in proportion, 0 where more images change nothing. Null where there is no
 * such number.
 *
 * Units: none
 * @source own design: n images cannot spread over more than n − 1 components
 */
export function growthExponent(
  network: NetworkResult,
  { layer, when = "trained" }: Pick<LookedAt, "layer" | "when">,
): Estimate | null {
  const most = mostImages(network);
  const fewer = imageNumbers(network).findLast((images) => images <= most / 2);
  if (fewer === undefined) return null;
  const counts = [fewer, most].map((images) => countAt(network, { layer, when, images }));
  return seedwise(counts, ([before, after]) => Math.log(after! / before!) / Math.log(most / fewer));
}

/**
 * How many images it would take for a layer's ratio to come to a wanted one, if its count went on growing as it does at
 * last; more if growth becomes slower with more images. Infinite where the count does not grow;
 * null where it was not measured.
 */
export function imagesNeeded(
  network: NetworkResult,
  layer: LayerName,
  ratio: number,
): number | null {
  const [count, exponent] = [countAt(network, { layer }), growthExponent(network, { layer })];
  if (!count || !exponent) return null;
  const times = (ratio * dimensionOf(network, layer)) / count.mean;
  if (times <= 1) return mostImages(network);
  return exponent.mean <= 0
    ? Number.POSITIVE_INFINITY
    : mostImages(network) * times ** (1 / exponent.mean);
}

/** The number of images that the most is set beside: the largest that is at most a tenth of it, or the smallest. */
export function fewerImages(network: NetworkResult): number {
  const numbers = imageNumbers(network);
  const most = mostImages(network);
  return numbers.findLast((images) => images <= most / 10) ?? numbers[0] ?? 0;
}

/** Two layers of which the first has the larger ratio for fewer images, and the second for the most. */
export type Turned = readonly [ahead: LayerName, behind: LayerName];

/** Which convolutions change places, by the means over seeds, between fewer images and the most. */
export function turnedLayers(network: NetworkResult): Turned[] {
  const images = fewerImages(network);
  return convolutions.flatMap((a, at) =>
    convolutions.slice(at + 1).flatMap((b): Turned[] => {
      const [before, after] = [aheadBy(network, [a, b], images), aheadBy(network, [a, b])];
      if (before * after >= 0 || Number.isNaN(before * after)) return [];
      return [before > 0 ? [a, b] : [b, a]];
    }),
  );
}

function aheadBy(
  network: NetworkResult,
  [a, b]: readonly [LayerName, LayerName],
  images = mostImages(network),
): number {
  const [own, other] = [a, b].map((layer) => ratioAt(network, { layer, images })?.mean);
  return (own ?? Number.NaN) - (other ?? Number.NaN);
}
