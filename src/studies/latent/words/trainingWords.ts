import { timesBetween } from "../../differenceBetween.ts";
import { sideOf } from "../../differenceWords.ts";
import { measuredOf, measuredText, say } from "../../measuredClaim.ts";
import {
  firstLayers,
  flattensTrend,
  spreadByTraining,
  takesDirections,
} from "../compare/claimed.ts";
import { timesUntrained, trendLessUntrained } from "../compare/compareTrainings.ts";
import { no1Of } from "../compare/networkNamed.ts";
import { geometricMean } from "../compare/seedwise.ts";
import type { LayerName } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { byNetwork, shortName } from "./byNetwork.ts";
import type { Words } from "./conclusionWords.ts";
import { numberText } from "./estimateTexts.ts";
import { nothingWords } from "./nothingWords.ts";

/**
 * What the numbers say of the last conclusion: whether training spreads the data, where, and whether classes are the reason.
 *
 * @source own design
 */
export const trainingWords: Words = (results, claims) => {
  const [spread, trend, classes] = [
    measuredOf(claims, "training-spreads"),
    measuredOf(claims, "training-makes-trend"),
    measuredOf(claims, "classes-spread"),
  ];
  if (!spread || !trend) return [nothingWords(results)];
  return [
    `Components of c4 to c6 after training, in times those before (geometric mean): ${byNetwork(results, spreadByTraining)}; ${say(spread, { upheld: "training spreads the data there in all of them", missed: fewerWords(results), undecided: "that leaves open whether training spreads the data there in all of them" })}.`,
    ...whereWords(no1Of(results)),
    `τ of the ratio with depth, after training less before: ${byNetwork(results, trendLessUntrained)}; ${say(trend, { upheld: "training makes it grow more in all of them", missed: lessWords(results), undecided: "that leaves open whether training makes it grow more in all of them" })}.`,
    classes
      ? `c4 to c6 of No. 1 take ${measuredText(classes)} times as many components with the true labels as with shuffled ones: ${say(classes, { upheld: "classes to tell apart have a part in it", missed: "classes to tell apart do not add to it", undecided: "that leaves open whether classes to tell apart have a part in it" })}.`
      : "Whether it is done for the classes was not asked: that takes the training on shuffled labels.",
  ];
};

function fewerWords(results: LatentResults): string {
  return takesDirections(results)
    ? "training takes directions from the data there in all of them"
    : "not in all of them does training spread the data there";
}

function lessWords(results: LatentResults): string {
  return flattensTrend(results)
    ? "training makes it grow less in all of them"
    : "not in all of them does training make it grow more";
}

/** Whether training spreads the first layers or the later ones more. */
function whereWords(network: NetworkResult): string[] {
  const spread = (layers: readonly LayerName[]) =>
    geometricMean(layers.map((layer) => timesUntrained(network, layer)));
  const [early, late] = [spread(firstLayers), spreadByTraining(network)];
  const times = timesBetween(late, early);
  if (!early || !late || !times) return [];
  const side = sideOf(times, 1);
  const meaning =
    side === "above"
      ? "beside what they had, the later layers come out with more than the first"
      : side === "below"
        ? "beside what they had, the first layers come out with more than the later ones, the opposite of the explanation"
        : "which of them come out with more, beside what they had, is open";
  return [
    `In ${shortName(network)} these are ${numberText(late)}, and for c1 and c2 ${numberText(early)}: ${meaning}.`,
  ];
}
