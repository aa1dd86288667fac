import type { Value } from "../graph/node.ts";
import { flatten } from "../ops/reshape.ts";
import { mean } from "../ops/sum.ts";
import { chooseLayers } from "./chooseLayers.ts";
import type { ProbeSite, Taps } from "./site.ts";

/** Whether the positions of a map are units of their own, or a channel is one unit: the mean over its positions. */
export type Positions = "flatten" | "mean";

/** What probes can be told that see a layer's output for an image as one point. */
export interface LayerRowsOptions {
  readonly layers: string;
  readonly positions: Positions;
}

/** The words of `positions`. */
export const positionWords = ["flatten", "mean"] as const;

/**
 * The named layers, one point an image.
 *
 * Shape: [N, …] -> [N, D] each
 * @source own design; means over positions as in global average pooling, Lin et al. 2014, arXiv:1312.4400
 */
export function layerRows({ network, layers, options }: ProbeSite<LayerRowsOptions>): Taps {
  const chosen = chooseLayers(network, options.layers);
  const rows = chosen.map(({ name }) => [name, pointsOf(layers[name]!, options.positions)]);
  return { rows: Object.fromEntries(rows) };
}

function pointsOf(layer: Value, positions: Positions): Value {
  const axes = layer.type.shape.map((_, axis) => axis).slice(2);
  return positions === "mean" && axes.length > 0 ? mean(layer, axes) : flatten(layer);
}
