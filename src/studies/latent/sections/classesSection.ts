import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { thousands } from "../../words.ts";
import { tableNetworks } from "../compare/networkNamed.ts";
import { layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import { numberText } from "../words/estimateTexts.ts";
import { betweenFigure, withinFigure } from "./classesFigures.ts";
import { betweenShare, betweenText, withinCount } from "./classValues.ts";
import { groupedWords } from "./groupedWords.ts";
import { oneSeedWords, type SectionOptions } from "./sectionOptions.ts";
import { sidesWords } from "./sidesWords.ts";

const share = percent(sourceShare);

/**
 * How much of the variance lies between classes, and how many components each class takes by itself.
 *
 * @source own design: the source supposes that outputs spread in order to classify
 */
export async function classesSection(
  results: LatentResults,
  options: SectionOptions,
): Promise<ReportSection> {
  const networks = tableNetworks(results);
  const [first] = networks;
  return {
    id: "classes",
    title: "Do the classes move apart?",
    paragraphs: [
      ...oneSeedWords(options),
      `The source supposes that outputs spread with depth so that classes come apart. The variance of a layer's outputs is that of the images around the mean of their class, and that of the classes' means around the mean of all; the means of ${options.classes.length} classes span at most ${options.classes.length - 1} directions. After training ${betweenText(first!, "c1")} of the variance lies between classes in c1 of ${shortName(first!)}, ${betweenText(first!, "c6")} in c6, ${betweenText(first!, "gap")} in gap. Beside the initialisation that share is: ${groupedWords(networks, betweenWords)}.`,
      withinSentence(first!),
    ],
    tables: [],
    figures: [await betweenFigure(networks, options), await withinFigure(first!, options)],
    lookedUp: [classesTable(networks)],
  };
}

function betweenWords(network: NetworkResult): string {
  const changes = layerNames.map((layer) => {
    const [after, before] = (["trained", "untrained"] as const).map((when) =>
      betweenShare(network, { layer, when }),
    );
    return [layer, differenceBetween(after!, before!)] as const;
  });
  return sidesWords(changes, { above: "larger", below: "smaller" });
}

function withinSentence(network: NetworkResult): string {
  const images = Math.round(network.classes[0]?.imagesOfClass ?? 0);
  const said = (["c1", "c6", "gap"] as const).map((layer) => {
    const own = withinCount(network, { layer, when: "trained" });
    return `${own ? estimateText(own, "number") : "an unknown number"} in ${layer}`;
  });
  return `The images of one class by themselves, about ${thousands(images)} of them, take after training ${said.join(", ")} (${shortName(network)}, mean over classes). Of fewer images there are fewer components: these counts stand beside each other, and not beside those of all images.`;
}

function classesTable(networks: readonly NetworkResult[]): ReportTable {
  return {
    caption: `Share of the variance between classes, and components for ${share} within a class, before and after training (±: ${intervalText})`,
    columns: [
      "network",
      "layer",
      "between, untrained",
      "between, trained",
      "within, untrained",
      "within, trained",
    ],
    align: ["left", "left", "right", "right", "right", "right"],
    rows: networks.flatMap((network) =>
      layerNames.map((layer) => {
        const places = (["untrained", "trained"] as const).map((when) => ({ layer, when }));
        const shares = places.map((place) => betweenShare(network, place));
        const counts = places.map((place) => withinCount(network, place));
        return [
          shortName(network),
          layer,
          ...shares.map((own) => (own ? estimateText(own) : "–")),
          ...counts.map(numberText),
        ];
      }),
    ),
  };
}
