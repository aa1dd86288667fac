import type { Estimate } from "../../../core/statistics.ts";
import type { Figure } from "../../../figures/figure.ts";
import { linePanels } from "../../../figures/linePanels.ts";
import type { ReportSection } from "../../../figures/report.ts";
import { percent } from "../../../figures/text.ts";
import { timesBetween } from "../../differenceBetween.ts";
import { thousands } from "../../words.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { type LayerName, layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import { numberText } from "../words/estimateTexts.ts";
import { commonImages, countThere, epochsOf, ratioThere } from "./atPlace.ts";
import { groupedWords } from "./groupedWords.ts";
import { layerPoints, unknown } from "./layerPoints.ts";
import { oneSeedWords, type SectionOptions } from "./sectionOptions.ts";
import { sidesWords } from "./sidesWords.ts";

const share = percent(sourceShare);
const parts = [
  { part: "train", series: "images trained with" },
  { part: "test", series: "test images" },
] as const;

/**
 * Whether images that a network was trained with spread otherwise than those that it never saw.
 *
 * @source own design: the source does not say which images it asks
 */
export async function partsSection(
  results: LatentResults,
  options: SectionOptions,
): Promise<ReportSection> {
  const networks = tableNetworks(results).filter((network) => imagesOf(network) !== null);
  return {
    id: "parts",
    title: "Training images and test images",
    paragraphs:
      networks.length === 0
        ? [
            "There are not as many training images as test images to be asked, so that they cannot be compared.",
          ]
        : [
            ...oneSeedWords(options),
            `The source does not say whether its images are of those that the networks were trained with. After training, the first ${thousands(imagesOf(networks[0]!)!)} training images, not moved or mirrored, beside as many test images: ${groupedWords(networks, partsWords)}.`,
          ],
    tables: [],
    figures:
      networks.length === 0
        ? []
        : [await partsFigure(networks, options), await partsOverTime(networks, options)],
  };
}

function imagesOf(network: NetworkResult): number | null {
  return commonImages(
    network,
    parts.map(({ part }) => ({ part, epoch: network.epochs })),
  );
}

function partsWords(network: NetworkResult): string {
  const times = layerNames.map(
    (layer) => [layer, partsRatio(network, layer, network.epochs)] as const,
  );
  return sidesWords(times, { above: "more components", below: "fewer components", limit: 1 });
}

/** Components of training images in times those of test images, paired by seed. */
function partsRatio(network: NetworkResult, layer: LayerName, epoch: number): Estimate | null {
  const images = imagesOf(network)!;
  const [train, test] = parts.map(({ part }) =>
    countThere(network, { layer, part, epoch, images }),
  );
  return timesBetween(train!, test!);
}

function partsFigure(
  networks: readonly NetworkResult[],
  { data }: SectionOptions,
): Promise<Figure> {
  const points = networks.flatMap((network) =>
    parts.flatMap(({ part, series }) =>
      layerPoints({
        panel: network.title,
        series,
        estimateAt: (layer) =>
          ratioThere(network, { layer, part, epoch: network.epochs, images: imagesOf(network)! }),
      }),
    ),
  );
  return linePanels(points, {
    id: "ratios-parts",
    title: `Training images beside test images in ${shortName(networks[0]!)}: ${partsWords(networks[0]!)}`,
    caption: `Components that hold ${share} of the variance after training, divided by the layer's dimension, on a logarithmic scale: of images that the network was trained with, not moved or mirrored, and of images that it never saw, as many of each. Means over seeds, with bars for the 95% confidence interval (Student t).`,
    subtitle: `${data}, ${thousands(imagesOf(networks[0]!)!)} images of each part`,
    xLabel: "layer",
    xScale: "names",
    yLabel: `ratio for ${share}`,
    yScale: "logarithmic",
    format: "percent",
    columns: 2,
    names: { panel: "network", series: "images", x: "layer" },
  });
}

/** Whether training and test images come apart while networks learn. */
function partsOverTime(
  networks: readonly NetworkResult[],
  { data }: SectionOptions,
): Promise<Figure> {
  const points = networks.flatMap((network) =>
    layerNames.flatMap((layer) =>
      epochsOf(network).map((epoch) => ({
        panel: network.title,
        series: layer,
        x: epoch,
        y: partsRatio(network, layer, epoch) ?? unknown,
      })),
    ),
  );
  const [first] = networks;
  const texts = [epochsOf(first!)[0]!, first!.epochs].map((epoch) => {
    const own = partsRatio(first!, "c6", epoch);
    return own ? numberText(own) : "an unknown number of";
  });
  return linePanels(points, {
    id: "parts-over-training",
    title: `c6 of ${shortName(first!)}: training images take ${texts[0]} times the components of test images before training, ${texts[1]} times after it`,
    caption: `Components that hold ${share} of the variance of training images' outputs, in times those of as many test images, at the kept epochs, both axes logarithmic, with a place for epoch 0. Below 1, images that the network is trained with spread over fewer directions than others. One line a layer: geometric means over seeds, paired by seed, with bands for the 95% confidence interval (Student t).`,
    subtitle: `${data}, ${thousands(imagesOf(first!)!)} images of each part`,
    xLabel: "epoch (0: initialisation)",
    xScale: "epochs",
    yLabel: "training in times test",
    yScale: "logarithmic",
    format: "number",
    level: { value: 1, label: "as many of both" },
    columns: 2,
    height: 260,
    seriesOrder: layerNames,
    names: { panel: "network", series: "layer", x: "epoch" },
  });
}
