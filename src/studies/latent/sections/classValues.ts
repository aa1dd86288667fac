import { type Estimate, mean } from "../../../core/statistics.ts";
import { estimateText } from "../../claimText.ts";
import type { LayerName } from "../layers.ts";
import { type ClassResult, isAt, type NetworkResult, type OneClassResult } from "../results.ts";
import { sharePlace } from "../shares.ts";

/**
 * A network's layer, before or after training.
 *
 * @source own design
 */
export interface ClassPlace {
  readonly layer: LayerName;
  readonly when: "trained" | "untrained";
}

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

/** What was found of a single class; undefined where none of its images was asked. */
export function oneClassAt(
  network: NetworkResult,
  place: ClassPlace,
  label: number,
): OneClassResult | undefined {
  return classAt(network, place)?.byClass.find((own) => own.label === label);
}

/** Images of one class, the mean over classes; 0 where there is none. */
export function imagesOfClass({ classes }: NetworkResult): number {
  const counts = classes[0]?.byClass.map(({ images }) => images) ?? [];
  return counts.length === 0 ? 0 : mean(counts);
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
