import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { intervalText } from "../../claimText.ts";
import { thousands } from "../../words.ts";
import { depthTrend } from "../compare/compareLayers.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { countAt, mostImagesOfAllShares, spreadAt } from "../compare/ratioAt.ts";
import { layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare, varianceShares } from "../shares.ts";
import { listed, shortName } from "../words/byNetwork.ts";
import { numberText } from "../words/estimateTexts.ts";
import { groupedWords } from "./groupedWords.ts";
import { oneSeedWords, type SectionOptions } from "./sectionOptions.ts";
import { measuresFigure, sharesFigure } from "./sharesFigures.ts";
import { sideOrSign } from "./sideOrSign.ts";

/**
 * Whether another share of the variance, or another way of counting dimensions, would tell something else.
 *
 * @source the 70 %: Dai & Jin'no, section 2; the others are ours
 */
export async function sharesSection(
  results: LatentResults,
  options: SectionOptions,
): Promise<ReportSection> {
  const networks = tableNetworks(results);
  return {
    id: "shares",
    title: "Would another share of the variance say the same?",
    paragraphs: [
      ...oneSeedWords(options),
      trendSentence(networks),
      "The participation ratio, (Σλ)² / Σλ² of the variances λ along all components, needs no share to be chosen. TwoNN estimates the dimension of the set on which outputs lie, curved as it may be, from the distances of each image to its two nearest; a curved sheet has fewer dimensions than the components it takes.",
    ],
    tables: [trendsTable(networks)],
    figures: [
      await sharesFigure(networks[0]!, options),
      await measuresFigure(results, networks, options),
    ],
    lookedUp: [countsTable(networks)],
  };
}

function trendSentence(networks: readonly NetworkResult[]): string {
  return `Whether the ratio grows from c1 to c6 is told by Kendall's τ of ratio and depth: 1 where it grows from every layer to every later one, −1 where it falls. By the share of the variance that is asked for, τ is: ${groupedWords(networks, trendWords)}.`;
}

/** For which shares τ is above 0, below it, or not to be told from it. */
function trendWords(network: NetworkResult): string {
  const images = mostImagesOfAllShares(network);
  const trends = varianceShares.map((share) => ({
    share,
    trend: depthTrend(network, { share, images }),
  }));
  const sides = [
    { words: "above 0", side: "above" },
    { words: "below 0", side: "below" },
    { words: "not told from 0", side: undefined },
  ];
  const said = sides.flatMap(({ words, side }) => {
    const own = trends.filter(({ trend }) => trend && sideOrSign(trend) === side);
    return own.length === 0
      ? []
      : [`${words} for ${listed(own.map(({ share }) => percent(share)))}`];
  });
  return said.length === 0 ? "not measured" : said.join(", ");
}

function trendsTable(networks: readonly NetworkResult[]): ReportTable {
  return {
    caption: `Kendall's τ of ratio and depth over c1 to c6, after training, with ${imagesOf(networks)} test images, by the share of the variance that is asked for (±: ${intervalText}; the source's share is ${percent(sourceShare)})`,
    columns: ["network", ...varianceShares.map((share) => percent(share))],
    align: ["left", ...varianceShares.map(() => "right" as const)],
    rows: networks.map((network) => [
      shortName(network),
      ...varianceShares.map((share) =>
        numberText(depthTrend(network, { share, images: mostImagesOfAllShares(network) })),
      ),
    ]),
  };
}

function countsTable(networks: readonly NetworkResult[]): ReportTable {
  return {
    caption: `Components by share of the variance, and participation ratio, after training, with ${imagesOf(networks)} test images (±: ${intervalText})`,
    columns: [
      "network",
      "layer",
      ...varianceShares.map((share) => percent(share)),
      "participation ratio",
    ],
    align: ["left", "left", ...varianceShares.map(() => "right" as const), "right"],
    rows: networks.flatMap((network) => {
      const images = mostImagesOfAllShares(network);
      return layerNames.map((layer) => [
        shortName(network),
        layer,
        ...[
          ...varianceShares.map((share) => countAt(network, { layer, share, images })),
          spreadAt(network, { layer, images })?.participationRatio ?? null,
        ].map(numberText),
      ]);
    }),
  };
}

/** How many images the counts of all shares are of. */
function imagesOf([first]: readonly NetworkResult[]): string {
  return thousands(mostImagesOfAllShares(first!));
}
