import { mean } from "../../../core/statistics.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { thousands } from "../../words.ts";
import type { Group } from "../cells.ts";
import {
  timesOtherNormalisation,
  timesShuffled,
  timesUntrained,
} from "../compare/compareTrainings.ts";
import { hasLearned, tableNetworks } from "../compare/networkNamed.ts";
import { countAt, mostImages } from "../compare/ratioAt.ts";
import { type LayerName, layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { shortName } from "../words/byNetwork.ts";
import { numberText } from "../words/estimateTexts.ts";
import { groupedWords } from "./groupedWords.ts";
import { oneSeedWords, type SectionOptions } from "./sectionOptions.ts";
import { type SideWords, sidesWords } from "./sidesWords.ts";
import { normalisationFigure, nullRatiosFigure } from "./trainingFigures.ts";

const share = percent(sourceShare);
const more: SideWords = { above: "more", below: "fewer", limit: 1 };

/**
 * The same networks before training, trained on labels that mean nothing, and trained without or with batch norm.
 *
 * @source own design: the source looks at trained networks alone
 */
export async function trainingSection(
  results: LatentResults,
  options: SectionOptions,
): Promise<ReportSection> {
  const networks = tableNetworks(results);
  const images = thousands(mostImages(networks[0]!));
  const shuffled = ofGroup(results, "shuffled");
  const other = ofGroup(results, "normalisation");
  return {
    id: "training",
    title: "Is it the training, or the architecture?",
    paragraphs: [
      ...oneSeedWords(options),
      `Every network was asked for the same ${images} test images before training and after it. Components for ${share} of the variance, trained beside untrained: ${groupedWords(networks, besideBefore)}.`,
      ...(shuffled ? [shuffledSentence(results, shuffled, options.classes.length)] : []),
      ...(other ? [normalisationSentence(results, networks[0]!, other)] : []),
      ...(shuffled || other ? [] : [withoutControls]),
    ],
    tables: [],
    figures: [
      await nullRatiosFigure(results, options),
      ...(other && hasLearned(other)
        ? [await normalisationFigure([networks[0]!, other], options)]
        : []),
    ],
    lookedUp: [
      countsTable([...networks, ...(shuffled ? [shuffled] : []), ...(other ? [other] : [])]),
    ],
  };
}

const withoutControls =
  "Networks trained on shuffled labels, and without or with batch norm, were left out of this run (controls=no).";

function ofGroup({ networks }: LatentResults, wanted: Group): NetworkResult | undefined {
  return networks.find(({ group }) => group === wanted);
}

function besideBefore(network: NetworkResult): string {
  return sidesWords(
    layerNames.map((layer) => [layer, timesUntrained(network, layer)]),
    more,
  );
}

function shuffledSentence(
  results: LatentResults,
  shuffled: NetworkResult,
  classes: number,
): string {
  const beside = layerNames.map((layer) => [layer, timesShuffled(results, layer)] as const);
  return `Labels that are shuffled among the training images leave nothing to be learned but the images one by one. ${shortName(shuffled)}, trained on them for as long, beside its initialisation: ${besideBefore(shuffled)}.${lossWords(shuffled, classes)} Trained on the right labels, beside that: ${sidesWords(beside, more)}.`;
}

/** Whether it has learned any of them. */
function lossWords({ history, epochs }: NetworkResult, classes: number): string {
  const losses = history.filter(({ epoch }) => epoch === epochs).map(({ trainLoss }) => trainLoss);
  return losses.length > 0 && losses.every(Number.isFinite)
    ? ` In the last epoch its loss on them is ${mean(losses).toFixed(2)}; that of guessing is ${Math.log(classes).toFixed(2)}.`
    : "";
}

function normalisationSentence(
  results: LatentResults,
  own: NetworkResult,
  other: NetworkResult,
): string {
  const nameOf = ({ normalisation }: NetworkResult) =>
    normalisation === "batch" ? "with batch norm" : "without batch norm";
  const beside = layerNames.map(
    (layer) => [layer, timesOtherNormalisation(results, layer)] as const,
  );
  const accuracies = `${shortName(own)} gets ${estimateText(own.accuracy)} of the test images right ${nameOf(own)}, ${estimateText(other.accuracy)} ${nameOf(other)}.`;
  const idle = [own, other].find((network) => !hasLearned(network));
  if (idle) return `${accuracies} What has not learned, ${nameOf(idle)}, is not compared.`;
  return `${accuracies} Components ${nameOf(own)} beside ${nameOf(other)}: ${sidesWords(beside, more)}.`;
}

function countsTable(networks: readonly NetworkResult[]): ReportTable {
  return {
    caption: `Components for ${share} of the variance before and after training, and how many times as many there are then (± or in brackets: ${intervalText}, paired by seed)`,
    columns: ["network", "layer", "untrained", "trained", "times"],
    align: ["left", "left", "right", "right", "right"],
    rows: networks.flatMap((network) =>
      layerNames.map((layer: LayerName) => {
        const name = network.group === "table" ? shortName(network) : network.title;
        return [
          name,
          layer,
          ...[
            countAt(network, { layer, when: "untrained" }),
            countAt(network, { layer }),
            timesUntrained(network, layer),
          ].map(numberText),
        ];
      }),
    ),
  };
}
