import { kendallTau } from "../../../core/kendallTau.ts";
import type { Estimate } from "../../../core/statistics.ts";
import { timesBetween } from "../../differenceBetween.ts";
import { depthOf, type LayerName, layerNames } from "../layers.ts";
import type { NetworkResult } from "../results.ts";
import { countAt, type LookedAt, ratioAt } from "./ratioAt.ts";
import { seedwise } from "./seedwise.ts";

/** How layers are looked at that are compared with each other. */
export type Look = Omit<LookedAt, "layer">;

/** The six convolutions. */
export const convolutions: readonly LayerName[] = layerNames.slice(0, 6);

/**
 * How many times as large a layer's ratio is as another's, paired by seed; null where one was not measured.
 *
 * @source own design: ratios differ by orders of magnitude, so that differences would say most of the largest
 */
export function timesAs(
  network: NetworkResult,
  [layer, beside]: readonly [LayerName, LayerName],
  look: Look = {},
): Estimate | null {
  const [own, other] = [layer, beside].map((name) => ratioAt(network, { ...look, layer: name }));
  return timesBetween(own!, other!);
}

/** How many times as large each layer's ratio is as that of the layer before. Shape: one fewer than layers */
export function stepsOver(
  network: NetworkResult,
  layers: readonly LayerName[],
  look: Look = {},
): (Estimate | null)[] {
  return layers.slice(1).map((layer, at) => timesAs(network, [layer, layers[at]!], look));
}

/** Which numbers are asked whether they grow with depth, and of which layers. */
export interface Trend extends Look {
  readonly of?: "ratio" | "count";
  /** The six convolutions where nothing is said. */
  readonly layers?: readonly LayerName[];
}

/**
 * Kendall's τ of the ratio, or of the count, with depth, seed by seed: 1 where it grows from each layer to every later one,
 * −1 where it falls, 0 where as many pairs of layers grow as fall, or all are the same.
 *
 * Units: none; −1 to 1
 */
export function depthTrend(
  network: NetworkResult,
  { of = "ratio", layers = convolutions, ...look }: Trend = {},
): Estimate | null {
  const ask = of === "ratio" ? ratioAt : countAt;
  const depths = layers.map(depthOf);
  return seedwise(
    layers.map((layer) => ask(network, { ...look, layer })),
    (values) => kendallTau(depths, values).value ?? 0,
  );
}
