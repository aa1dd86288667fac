import type { Estimate } from "../../../core/statistics.ts";
import { estimateText } from "../../claimText.ts";
import type { LayerName } from "../layers.ts";
import { type ClassResult, isAt, type NetworkResult } from "../results.ts";
import { sourceShare, varianceShares } from "../shares.ts";

/**
 * A network's layer, before or after training.
 *
 * @source own design
 */
export interface ClassPlace {
  readonly layer: LayerName;
  readonly when: "trained" | "untrained";
}

/** Where the count for 70 % stands among those of all shares. */
export const sharePlace = varianceShares.indexOf(sourceShare);

/** What was found of a layer by class. */
export function classAt(
  network: NetworkResult,
  { layer, when }: ClassPlace,
): ClassResult | undefined {
  const epoch = when === "trained" ? network.epochs : 0;
  return network.classes.find((own) => isAt(own, { layer, epoch }));
}

/** Share of the variance between the classes' means. Units: fraction of 1 */
export function betweenShare(network: NetworkResult, place: ClassPlace): Estimate | null {
  return classAt(network, place)?.betweenShare ?? null;
}

/** Components for 70 % of the variance of the images of one class by themselves, the mean over classes. */
export function withinCount(network: NetworkResult, place: ClassPlace): Estimate | null {
  return classAt(network, place)?.within?.[sharePlace] ?? null;
}

/** How many images were divided into classes. */
export function classImages({ classes }: NetworkResult): number {
  return classes[0]?.images ?? 0;
}

/** The share after training, in words. */
export function betweenText(network: NetworkResult, layer: LayerName): string {
  const own = betweenShare(network, { layer, when: "trained" });
  return own ? estimateText(own) : "an unknown share";
}
