import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { intervalText } from "../../claimText.ts";
import { thousands } from "../../words.ts";
import { growthExponent } from "../compare/growthWithImages.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { imageNumbers, mostImages } from "../compare/ratioAt.ts";
import { layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { listed, shortName } from "../words/byNetwork.ts";
import { numberText } from "../words/estimateTexts.ts";
import { sampleWords } from "../words/sampleWords.ts";
import { growthFigure, ratiosByImagesFigure } from "./imagesFigures.ts";
import type { SectionOptions } from "./sectionOptions.ts";

/**
 * How counts depend on how many images are asked: so few points cannot spread over as many directions as there are.
 *
 * @source own design: the source does not say how many images it asks
 */
export async function imagesSection(
  results: LatentResults,
  options: SectionOptions,
): Promise<ReportSection> {
  const networks = tableNetworks(results);
  const numbers = imageNumbers(networks[0]!);
  const isOne = numbers.length < 2;
  return {
    id: "images",
    title: "How many images does it take?",
    paragraphs: [
      `Counts were taken of the outputs for the first ${listed(numbers.map(thousands))} test images. The source does not say how many it takes.`,
      ...sampleWords(results),
    ],
    tables: [],
    figures: isOne
      ? []
      : [await growthFigure(networks[0]!, options), await ratiosByImagesFigure(results, options)],
    lookedUp: isOne ? [] : [exponentsTable(networks)],
  };
}

function exponentsTable(networks: readonly NetworkResult[]): ReportTable {
  const most = thousands(mostImages(networks[0]!));
  return {
    caption: `How the count for ${percent(sourceShare)} grows at ${most} images, as d log count / d log images (±: ${intervalText}; 1: in proportion, 0: not at all)`,
    columns: [
      "layer",
      ...networks.flatMap((network) => [shortName(network), `${shortName(network)}, untrained`]),
    ],
    align: ["left", ...networks.flatMap(() => ["right", "right"] as const)],
    rows: layerNames.map((layer) => [
      layer,
      ...networks.flatMap((network) =>
        (["trained", "untrained"] as const).map((when) =>
          numberText(growthExponent(network, { layer, when })),
        ),
      ),
    ]),
  };
}
