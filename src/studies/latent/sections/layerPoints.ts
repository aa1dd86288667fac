import { type Estimate, estimateOf } from "../../../core/statistics.ts";
import type { PanelPoint } from "../../../figures/panelPoint.ts";
import { type LayerName, layerNames } from "../layers.ts";

/** What a line over the layers is of. */
export interface LayerLine {
  readonly panel: string;
  readonly series: string;
  readonly layers?: readonly LayerName[];
  /** Null where it is not known. */
  readonly estimateAt: (layer: LayerName) => Estimate | null;
}

/**
 * A line over the layers, first to last; what is not known is a gap.
 *
 * @source own design
 */
export function layerPoints({
  panel,
  series,
  layers = layerNames,
  estimateAt,
}: LayerLine): PanelPoint[] {
  return layers.map((x) => ({ panel, series, x, y: estimateAt(x) ?? unknown }));
}

/** Of no seed. */
export const unknown: Estimate = { ...estimateOf([Number.NaN]), n: 0, values: [] };
