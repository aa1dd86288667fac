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
import {
  betweenShare,
  betweenText,
  classImages,
  imagesOfClass,
  oneClassAt,
  withinCount,
} from "./classValues.ts";
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
      ...rangeSentence(first!, options),
    ],
    tables: [],
    figures: [await betweenFigure(networks, options), await withinFigure(first!, options)],
    lookedUp: [classesTable(networks), oneByOneTable(first!, options)],
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
  const images = Math.round(imagesOfClass(network));
  const said = (["c1", "c6", "gap"] as const).map((layer) => {
    const own = withinCount(network, { layer, when: "trained" });
    return `${own ? estimateText(own, "number") : "an unknown number"} in ${layer}`;
  });
  return `The images of one class by themselves, about ${thousands(images)} of them, take after training ${said.join(", ")} (${shortName(network)}, mean over classes). Of fewer images there are fewer components: these counts stand beside each other, and not beside those of all images.`;
}

/** Which class takes most components in the last convolution by itself, and which fewest. */
function rangeSentence(network: NetworkResult, { classes }: SectionOptions): string[] {
  const counts = classes.flatMap((name, label) => {
    const count = oneClassAt(network, { layer: "c6", when: "trained" }, label)?.count;
    return count ? [{ name, count }] : [];
  });
  const sorted = counts.toSorted((a, b) => a.count.mean - b.count.mean);
  const [fewest, most] = [sorted[0], sorted.at(-1)];
  if (!fewest || !most || fewest === most) return [];
  const text = ({ name, count }: (typeof counts)[number]) =>
    `${name} (${estimateText(count, "number")})`;
  return [
    `In c6 of ${shortName(network)} ${text(most)} takes most of them, by the mean over seeds, and ${text(fewest)} fewest.`,
  ];
}

function oneByOneTable(network: NetworkResult, { classes }: SectionOptions): ReportTable {
  return {
    caption: `Components for ${share} of the variance of the images of each class by themselves, in ${shortName(network)} after training; classes have not quite as many images each among the first ${thousands(classImages(network))} (±: ${intervalText})`,
    columns: ["class", "images", ...layerNames],
    align: ["left", "right", ...layerNames.map(() => "right" as const)],
    rows: classes.map((name, label) => {
      const found = layerNames.map((layer) =>
        oneClassAt(network, { layer, when: "trained" }, label),
      );
      return [
        name,
        found[0] ? thousands(Math.round(found[0].images)) : "–",
        ...found.map((own) => numberText(own?.count ?? null)),
      ];
    }),
  };
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
