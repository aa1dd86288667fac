import type { Figure } from "../../../figures/figure.ts";
import { linePanels } from "../../../figures/linePanels.ts";
import type { PanelPoint } from "../../../figures/panelPoint.ts";
import { percent } from "../../../figures/text.ts";
import { thousands } from "../../words.ts";
import { timesUntrained } from "../compare/compareTrainings.ts";
import { highestLayer } from "../compare/highestLayer.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { mostImages, ratioAt } from "../compare/ratioAt.ts";
import type { LayerName } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import { numberText } from "../words/estimateTexts.ts";
import { layerPoints } from "./layerPoints.ts";
import type { SectionOptions } from "./sectionOptions.ts";

const share = percent(sourceShare);

/** What a network was trained on, in the order in which colours are dealt. */
export const trainings = ["trained", "untrained", "trained on shuffled labels"] as const;

const axes = {
  xLabel: "layer",
  xScale: "names",
  yScale: "logarithmic",
  columns: 2,
  names: { panel: "network", series: "training", x: "layer" },
} as const;

/**
 * The ratios of every network before and after training; of No. 1 also after training on shuffled labels.
 *
 * @source own design
 */
export function nullRatiosFigure(
  results: LatentResults,
  { data }: SectionOptions,
): Promise<Figure> {
  const networks = tableNetworks(results);
  const shuffled = results.networks.find(({ group }) => group === "shuffled");
  const points = networks.flatMap((network, at) => [
    ...trainedAndNot(network, network.title),
    ...(shuffled && at === 0
      ? layerPoints({
          panel: network.title,
          series: trainings[2],
          estimateAt: (layer) => ratioAt(shuffled, { layer }),
        })
      : []),
  ]);
  const [first] = networks;
  return linePanels(points, {
    ...axes,
    id: "ratios-untrained",
    title: `Beside its initialisation, trained ${shortName(first!)} has ${timesText(first!, "c1")} the ratio in c1, ${timesText(first!, "c6")} in c6`,
    caption: `Components for ${share} of the variance, divided by the layer's dimension, on a logarithmic scale: after training, before it${shuffled ? ", and, of the first network, after training for as long on labels that were shuffled among the images" : ""}. What is there before training, the architecture brings along. Means over seeds, with bars for the 95% confidence interval (Student t).`,
    subtitle: `${data}, ${thousands(mostImages(first!))} test images`,
    yLabel: `ratio for ${share}`,
    format: "percent",
    seriesOrder: trainings,
  });
}

function trainedAndNot(network: NetworkResult, panel: string): PanelPoint[] {
  return [
    layerPoints({
      panel,
      series: trainings[0],
      estimateAt: (layer) => ratioAt(network, { layer }),
    }),
    layerPoints({
      panel,
      series: trainings[1],
      estimateAt: (layer) => ratioAt(network, { layer, when: "untrained" }),
    }),
  ].flat();
}

function timesText(network: NetworkResult, layer: LayerName): string {
  const times = timesUntrained(network, layer);
  return times ? `${numberText(times)} times` : "an unknown number of times";
}

/** No. 1 with batch norm and without it. */
export function normalisationFigure(
  networks: readonly NetworkResult[],
  { data }: SectionOptions,
): Promise<Figure> {
  const [first] = networks;
  const panelOf = ({ normalisation }: NetworkResult) =>
    `${shortName(first!)} ${normalisation === "batch" ? "with" : "without"} batch norm`;
  return linePanels(
    networks.flatMap((network) => trainedAndNot(network, panelOf(network))),
    {
      ...axes,
      id: "ratios-normalisation",
      title: normalisationTitle(networks),
      caption: `Components for ${share} of the variance, divided by the layer's dimension, on a logarithmic scale, in the same network with batch norm between each convolution and its ReLU, and without. Means over seeds, with bars for the 95% confidence interval (Student t).`,
      subtitle: `${data}, ${thousands(mostImages(first!))} test images`,
      yLabel: `ratio for ${share}`,
      format: "percent",
      seriesOrder: trainings,
    },
  );
}

function normalisationTitle(networks: readonly NetworkResult[]): string {
  const highest = networks.map(
    (network) => highestLayer((layer) => ratioAt(network, { layer })) ?? "no layer",
  );
  const [first, second] = highest;
  if (first === second) {
    return `Of c1 to c6, ${first} has the highest mean ratio after training, with batch norm and without`;
  }
  const said = networks.map(
    ({ normalisation }, at) =>
      `${highest[at]} ${normalisation === "batch" ? "with" : "without"} batch norm`,
  );
  return `Highest mean ratio of c1 to c6 after training: ${said.join(", ")}`;
}
