import type { Estimate } from "../../../core/statistics.ts";
import type { LayerName } from "../layers.ts";
import { convolutions } from "./compareLayers.ts";

/**
 * The convolution of which a number is largest, by its mean over seeds; nothing where none is known.
 *
 * @source own design
 */
export function highestLayer(
  estimateAt: (layer: LayerName) => Estimate | null,
): LayerName | undefined {
  const known = convolutions.flatMap((layer) => {
    const own = estimateAt(layer);
    return own ? [{ layer, mean: own.mean }] : [];
  });
  return known.toSorted((a, b) => b.mean - a.mean)[0]?.layer;
}
