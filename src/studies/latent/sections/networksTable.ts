import type { ReportTable } from "../../../figures/reportTable.ts";
import { describeNetwork } from "../../../nn/network.ts";
import { makeNetwork } from "../../../zoo/index.ts";
import { latentCells, tableRows } from "../cells.ts";
import { layerNames, tapOf } from "../layers.ts";
import type { LatentSettings } from "../settings.ts";

/**
 * Channels and maps of every layer.
 *
 * Shape: of the output for one image, before pooling
 * @source own design, after what Dai & Jin'no, figure 3, say of dimensions
 */
export function networksTable(settings: LatentSettings): ReportTable {
  const cells = latentCells({ ...settings, controls: "no", seeds: [0] });
  const shapes = cells.map(({ network, options }) => {
    const { layers } = describeNetwork(makeNetwork(network, options));
    return new Map(layers.map(({ name, shape }) => [name, shape.join("×")]));
  });
  return {
    caption: "What each layer gives for an image: channels × height × width, before pooling",
    columns: ["layer", ...tableRows.map(({ title }) => title)],
    align: ["left", ...tableRows.map(() => "right" as const)],
    rows: layerNames.map((layer) => [layer, ...shapes.map((own) => own.get(tapOf(layer)) ?? "–")]),
  };
}
