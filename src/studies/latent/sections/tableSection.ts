import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { intervalSentence } from "../../differenceWords.ts";
import { thousands } from "../../words.ts";
import { firstLimit } from "../compare/claimed.ts";
import { stepsOver } from "../compare/compareLayers.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { countAt, dimensionOf, largestCount, mostImages, ratioAt } from "../compare/ratioAt.ts";
import { layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import { numberText, shareText } from "../words/estimateTexts.ts";
import { layersText } from "../words/layersText.ts";
import { groupedWords } from "./groupedWords.ts";
import type { SectionOptions } from "./sectionOptions.ts";
import { sideOrSign } from "./sideOrSign.ts";
import { sidesWords } from "./sidesWords.ts";
import { countsFigure, dimensionsFigure, ratiosFigure } from "./tableFigures.ts";

const share = percent(sourceShare);

/**
 * The source's figures 3 and 4, measured, and the counts that its ratios are made of.
 *
 * @source Dai & Jin'no, section 4, figures 3 and 4
 */
export async function tableSection(
  results: LatentResults,
  options: SectionOptions,
): Promise<ReportSection> {
  const networks = tableNetworks(results);
  const images = thousands(mostImages(networks[0]!));
  return {
    id: "table",
    title:
      "The source's figures 3 and 4: how large feature maps are, and how much of them the data take",
    paragraphs: [
      `Of every layer, the count is the smallest number of principal components that together hold ${share} of the variance of its outputs over ${images} test images, and the ratio is the count divided by the layer's dimension: the number of values that it gives for an image, behind ReLU and before pooling. ${intervalSentence(options.seeds)}`,
      `After training the ratio is: ${networks.map(networkWords).join("; ")}. Beside the layer before, the ratio is: ${groupedWords(networks, stepWords)}.`,
      belowSentence(networks),
    ],
    tables: [ratiosTable(networks, images)],
    figures: [
      await dimensionsFigure(results, options),
      await ratiosFigure(results, options),
      await countsFigure(results, options),
    ],
    lookedUp: [layersTable(networks, images)],
  };
}

function networkWords(network: NetworkResult): string {
  const [first, last, gap] = (["c1", "c6", "gap"] as const).map((layer) =>
    shareText(ratioAt(network, { layer })),
  );
  return `in ${shortName(network)}, which gets ${estimateText(network.accuracy)} of the test images right, ${first} in c1, ${last} in c6, ${gap} in gap`;
}

/** From each layer to the next. */
function stepWords(network: NetworkResult): string {
  const steps = stepsOver(network, layerNames).map(
    (times, at) => [layerNames[at + 1]!, times] as const,
  );
  return sidesWords(steps, { above: "higher", below: "lower", limit: 1 });
}

/** Where the source's 1 % is kept. */
function belowSentence(networks: readonly NetworkResult[]): string {
  const isSingle = networks.every(({ accuracy }) => accuracy.n < 2);
  const words = groupedWords(networks, (network) =>
    layersText(
      layerNames.filter((layer) => {
        const own = ratioAt(network, { layer });
        return own && sideOrSign(own, firstLimit) === "below";
      }),
    ),
  );
  return `Below ${percent(firstLimit)}, ${isSingle ? "in the one seed" : "with the whole interval"}, is the ratio of ${words}.`;
}

/** What a terminal shows: as narrow as it can be. */
function ratiosTable(networks: readonly NetworkResult[], images: string): ReportTable {
  return {
    caption: `Components for ${share} of the variance of ${images} test images' outputs, divided by the layer's dimension, after training (±: ${intervalText})`,
    columns: ["layer", ...networks.map(shortName)],
    align: ["left", ...networks.map(() => "right" as const)],
    rows: [
      ...layerNames.map((layer) => [
        layer,
        ...networks.map((network) => shareText(ratioAt(network, { layer }))),
      ]),
      ["accuracy", ...networks.map(({ accuracy }) => estimateText(accuracy))],
    ],
  };
}

function layersTable(networks: readonly NetworkResult[], images: string): ReportTable {
  return {
    caption: `Every layer's dimension, and how many components hold ${share} of the variance of ${images} test images' outputs after training (±: ${intervalText}); n images spread over n − 1 directions at most, ${share} of which hold ${share} of the variance or more`,
    columns: ["network", "layer", "dimension", "most that can be", "count", "ratio"],
    align: ["left", "left", "right", "right", "right", "right"],
    rows: networks.flatMap((network) =>
      layerNames.map((layer) => {
        return [
          shortName(network),
          layer,
          thousands(dimensionOf(network, layer)),
          thousands(largestCount(network, { layer })),
          numberText(countAt(network, { layer })),
          shareText(ratioAt(network, { layer })),
        ];
      }),
    ),
  };
}
