import type { Estimate } from "../../../core/statistics.ts";
import type { Figure } from "../../../figures/figure.ts";
import { linePanels } from "../../../figures/linePanels.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { intervalText } from "../../claimText.ts";
import { timesBetween } from "../../differenceBetween.ts";
import { thousands } from "../../words.ts";
import { convolutions } from "../compare/compareLayers.ts";
import type { Stage } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import { numberText } from "../words/estimateTexts.ts";
import { commonImages, countThere } from "./atPlace.ts";
import { groupedWords } from "./groupedWords.ts";
import { layerPoints } from "./layerPoints.ts";
import { oneSeedWords, type SectionOptions } from "./sectionOptions.ts";
import { sidesWords } from "./sidesWords.ts";

const share = percent(sourceShare);
const stageTitles: Readonly<Record<Stage, string>> = {
  convolution: "the convolution's sums",
  normed: "behind batch norm",
  output: "behind ReLU",
};

/**
 * What becomes of the count between a convolution's sums and what lies behind ReLU.
 *
 * @source Dai & Jin'no, section 1: what ReLU does is asked; the measurement is ours
 */
export async function stagesSection(
  results: LatentResults,
  options: SectionOptions,
): Promise<ReportSection> {
  const networks = results.networks.filter(({ group }) => group !== "shuffled");
  const normed = networks.filter((network) => stagesOf(network).includes("normed"));
  return {
    id: "stages",
    title: "What do batch norm and ReLU do?",
    paragraphs: [
      ...oneSeedWords(options),
      `The source expects batch norm and ReLU to change how outputs spread. The same ${thousands(imagesOf(networks[0]!))} test images were therefore also looked at before them. Behind ReLU there are, beside what it is given, after training: ${groupedWords(networks, (network) => reluWords(network, network.epochs))}. Before training: ${groupedWords(networks, (network) => reluWords(network, 0))}.`,
      ...(normed.length > 0
        ? [
            `Batch norm multiplies each channel by a number of its own and adds another. What it adds moves all images alike and changes no count; what it multiplies by decides which channels have a part in the variance. Behind it there are, beside the convolution's sums, after training: ${groupedWords(normed, (network) => timesWords(network, ["normed", "convolution"], network.epochs))}.`,
          ]
        : []),
    ],
    tables: [],
    figures: [await stagesFigure(networks[0]!, options)],
    lookedUp: [stagesTable(networks)],
  };
}

/** Those that the network has: without batch norm nothing lies behind it. */
function stagesOf({ spreads }: NetworkResult): readonly Stage[] {
  return (["convolution", "normed", "output"] as const).filter((stage) =>
    spreads.some((own) => own.stage === stage),
  );
}

function imagesOf(network: NetworkResult): number {
  const places = stagesOf(network).flatMap((stage) =>
    [0, network.epochs].map((epoch) => ({ stage, epoch })),
  );
  return commonImages(network, places)!;
}

function reluWords(network: NetworkResult, epoch: number): string {
  const before = stagesOf(network).includes("normed") ? "normed" : "convolution";
  return timesWords(network, ["output", before], epoch);
}

function timesWords(
  network: NetworkResult,
  [after, before]: readonly [Stage, Stage],
  epoch: number,
): string {
  return sidesWords(
    convolutions.map((layer) => {
      const [own, other] = [after, before].map((stage) =>
        countOf(network, { layer, stage, epoch }),
      );
      return [layer, timesBetween(own!, other!)];
    }),
    { above: "more components", below: "fewer components", limit: 1 },
  );
}

function countOf(network: NetworkResult, place: Parameters<typeof countThere>[1]): Estimate | null {
  return countThere(network, { ...place, images: imagesOf(network) });
}

function stagesFigure(network: NetworkResult, { data }: SectionOptions): Promise<Figure> {
  const panels = [
    { panel: "before training", epoch: 0 },
    { panel: "after training", epoch: network.epochs },
  ];
  const points = panels.flatMap(({ panel, epoch }) =>
    stagesOf(network).flatMap((stage) =>
      layerPoints({
        panel,
        series: stageTitles[stage],
        layers: convolutions,
        estimateAt: (layer) => countOf(network, { layer, stage, epoch }),
      }),
    ),
  );
  return linePanels(points, {
    id: "stages",
    title: `Behind ReLU in ${shortName(network)} after training: ${reluWords(network, network.epochs)}`,
    caption: `Components that hold ${share} of the variance, on a logarithmic scale: of a convolution's sums, of what batch norm makes of them, and behind ReLU, which sets to 0 what is below. Means over seeds, with bars for the 95% confidence interval (Student t).`,
    subtitle: `${data}, ${network.title}, ${thousands(imagesOf(network))} test images`,
    xLabel: "layer",
    xScale: "names",
    yLabel: `count for ${share}`,
    yScale: "logarithmic",
    format: "number",
    columns: 2,
    height: 260,
    seriesOrder: Object.values(stageTitles),
    names: { panel: "training", series: "stage", x: "layer" },
  });
}

function stagesTable(networks: readonly NetworkResult[]): ReportTable {
  const stages = ["convolution", "normed", "output"] as const;
  return {
    caption: `Components for ${share} of the variance after training, at each stage of a layer (±: ${intervalText})`,
    columns: ["network", "layer", ...stages.map((stage) => stageTitles[stage])],
    align: ["left", "left", ...stages.map(() => "right" as const)],
    rows: networks.flatMap((network) =>
      convolutions.map((layer) => [
        network.group === "table" ? shortName(network) : network.title,
        layer,
        ...stages.map((stage) => {
          return numberText(countOf(network, { layer, stage, epoch: network.epochs }));
        }),
      ]),
    ),
  };
}
