import type { Figure } from "../../../figures/figure.ts";
import { linePanels } from "../../../figures/linePanels.ts";
import type { PanelPoint } from "../../../figures/panelPoint.ts";
import { percent } from "../../../figures/text.ts";
import { thousands } from "../../words.ts";
import { convolutions } from "../compare/compareLayers.ts";
import { type LayerName, layerNames } from "../layers.ts";
import type { NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { listed, shortName } from "../words/byNetwork.ts";
import { layersText } from "../words/layersText.ts";
import {
  commonImages,
  countThere,
  epochsOf,
  participationThere,
  type Quantity,
  ratioThere,
  twoNnThere,
} from "./atPlace.ts";
import { unknown } from "./layerPoints.ts";
import type { SectionOptions } from "./sectionOptions.ts";

const share = percent(sourceShare);

/** How many images were asked at every epoch. */
export function imagesOverTime(network: NetworkResult): number {
  return commonImages(
    network,
    epochsOf(network).map((epoch) => ({ epoch })),
  )!;
}

const axes = {
  xLabel: "epoch (0: initialisation)",
  xScale: "epochs",
  yScale: "logarithmic",
  seriesOrder: layerNames,
} as const;

/**
 * The ratio of every layer at every kept epoch.
 *
 * @source own design
 */
export function ratiosOverTime(
  networks: readonly NetworkResult[],
  { data }: SectionOptions,
): Promise<Figure> {
  return linePanels(
    networks.flatMap((network) => overEpochs(network, ratioThere, network.title)),
    {
      ...axes,
      id: "ratios-over-training",
      title: titleOf(networks[0]!),
      caption: `Components that hold ${share} of the variance, divided by the layer's dimension, at the epochs whose networks are kept; both axes are logarithmic, with a place for epoch 0. One line a layer: means over seeds, with bands for the 95% confidence interval (Student t).`,
      subtitle: `${data}, ${thousands(imagesOverTime(networks[0]!))} test images`,
      yLabel: `ratio for ${share}`,
      format: "percent",
      columns: 2,
      height: 260,
      names: { panel: "network", series: "layer", x: "epoch" },
    },
  );
}

/** When the convolutions of a network have their most components. */
function titleOf(network: NetworkResult): string {
  const last = epochsOf(network).at(-1)!;
  const peaks = epochsOf(network)
    .toReversed()
    .map((epoch) => ({
      epoch,
      layers: convolutions.filter((layer) => peakOf(network, layer) === epoch),
    }))
    .filter(({ layers }) => layers.length > 0)
    .map(({ epoch, layers }) => {
      return `${layersText(layers)} at ${epoch === last ? "the last epoch" : `epoch ${epoch}`}`;
    });
  return `When the mean ratio is highest in ${shortName(network)}: ${listed(peaks)}`;
}

function peakOf(network: NetworkResult, layer: LayerName): number {
  const images = imagesOverTime(network);
  const means = epochsOf(network).map((epoch) => ({
    epoch,
    mean: ratioThere(network, { layer, epoch, images })?.mean ?? Number.NEGATIVE_INFINITY,
  }));
  return means.reduce((best, own) => (own.mean > best.mean ? own : best)).epoch;
}

/** Counts, participation ratio and TwoNN of one network at every kept epoch. */
export function measuresOverTime(
  network: NetworkResult,
  { data }: SectionOptions,
): Promise<Figure> {
  const quantities: readonly (readonly [string, Quantity])[] = [
    [`count for ${share}`, countThere],
    ["participation ratio", participationThere],
    ["TwoNN's dimension", twoNnThere],
  ];
  return linePanels(
    quantities.flatMap(([name, quantity]) => overEpochs(network, quantity, name)),
    {
      ...axes,
      id: "measures-over-training",
      title: measuresTitle(network),
      caption: `Left: components that hold ${share} of the variance. Middle: participation ratio (Σλ)² / Σλ² of the variances λ along all components, which is as many as there are where all are the same. Right: TwoNN's estimate of the dimension of the set on which the outputs lie, curved as it may be, from the distances to the two nearest neighbours. Each has an axis of its own; all axes are logarithmic. Means over seeds, with bands for the 95% confidence interval (Student t).`,
      subtitle: `${data}, ${network.title}, ${thousands(imagesOverTime(network))} test images`,
      format: "number",
      columns: 3,
      height: 260,
      names: { panel: "quantity", series: "layer", x: "epoch" },
    },
  );
}

/** What becomes of the first convolution, by each of them. */
function measuresTitle(network: NetworkResult): string {
  const images = imagesOverTime(network);
  const epochs = epochsOf(network);
  const wayOf = (quantity: Quantity) =>
    [epochs[0]!, epochs.at(-1)!]
      .map((epoch) => quantity(network, { layer: "c1", epoch, images })?.mean)
      .map((mean) => (mean === undefined ? "unknown" : mean.toFixed(0)))
      .join(" to ");
  return `While ${shortName(network)} learns, c1 goes from ${wayOf(countThere)} components, from ${wayOf(participationThere)} by participation ratio, from ${wayOf(twoNnThere)} by TwoNN`;
}

function overEpochs(network: NetworkResult, quantity: Quantity, panel: string): PanelPoint[] {
  const images = imagesOverTime(network);
  return layerNames.flatMap((layer) =>
    epochsOf(network).map((epoch) => ({
      panel,
      series: layer,
      x: epoch,
      y: quantity(network, { layer, epoch, images }) ?? unknown,
    })),
  );
}
