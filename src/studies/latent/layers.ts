/** The source's names of layers: six convolutions, and the mean over all positions. */
export const layerNames = ["c1", "c2", "c3", "c4", "c5", "c6", "gap"] as const;

/** A layer, as the source calls it. */
export type LayerName = (typeof layerNames)[number];

/**
 * Where in a layer: the convolution's own sums, behind batch norm, or behind ReLU, which is what the next layer is given
 * and what is meant where nothing is said. Of `gap` there is only its output.
 *
 * @source own design; the source does not say at which of them it looks
 */
export const stageNames = ["convolution", "normed", "output"] as const;

/** Where in a layer. */
export type Stage = (typeof stageNames)[number];

/** What the network itself calls it: see `sixconv`. */
export function tapOf(layer: LayerName, stage: Stage = "output"): string {
  if (layer === "gap") return "pooled";
  const name = `conv${layer.slice(1)}`;
  return stage === "output" ? name : `${name}.${stage}`;
}

/** Where a layer stands: 1 to 7. */
export function depthOf(layer: LayerName): number {
  return layerNames.indexOf(layer) + 1;
}
