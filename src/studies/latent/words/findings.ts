import { checkStudy } from "../../checkStudy.ts";
import type { CheckedClaim } from "../../claim.ts";
import { intervalText } from "../../claimText.ts";
import { sideOf } from "../../differenceWords.ts";
import { isCifar10 } from "../../isCifar10.ts";
import { type MeasuredClaim, measuredOf, measuredText, say } from "../../measuredClaim.ts";
import type { AnalysisContext } from "../../study.ts";
import { countOf, thousands } from "../../words.ts";
import { latentClaims } from "../claims.ts";
import { spreadByTraining } from "../compare/claimed.ts";
import { depthTrend, timesAs } from "../compare/compareLayers.ts";
import { trendLessUntrained } from "../compare/compareTrainings.ts";
import { dependsOnImages } from "../compare/dependsOnImages.ts";
import { hasLearned, no1Of, tableNetworks } from "../compare/networkNamed.ts";
import { countAt, mostImages, ratioAt } from "../compare/ratioAt.ts";
import { type LayerName, layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import type { LatentSettings } from "../settings.ts";
import { type Conclusion, verdictsOf } from "../verdicts.ts";
import { byNetwork, listed, shortName } from "./byNetwork.ts";
import { shareText } from "./estimateTexts.ts";
import { sampleSentence } from "./sampleWords.ts";

/**
 * What the numbers say, as sentences: each is computed, so that no sentence can outlive its number.
 *
 * @source own design
 */
export function summaryOf(
  results: LatentResults,
  { dataset }: AnalysisContext<LatentSettings>,
): string[] {
  const checked = checkStudy({ claims: latentClaims, isSourceData: isCifar10 }, results, dataset);
  return [
    answerSentence(results, checked),
    spreadSentence(results),
    ...trainingSentences(results, checked),
    ...sampleSentence(results),
    conclusionsSentence(verdictsOf(results, dataset)),
  ];
}

/** Whether the ratio grows with depth. */
function answerSentence(results: LatentResults, claims: readonly CheckedClaim[]): string {
  const idle = tableNetworks(results).filter((network) => !hasLearned(network));
  if (idle.length > 0) {
    return `Not answered: ${listed(idle.map(shortName))} ${idle.length === 1 ? "has" : "have"} not learned to tell the classes apart. It takes longer training, or another learning rate, before layers can say anything.`;
  }
  const trend = measuredOf(claims, "grows-with-depth");
  if (!trend) {
    return "Not answered: there are convolutions that give the same output for every image, or were not measured.";
  }
  const doubt = dependsOnImages(results, [trend]);
  const verdict = doubt === "" ? trend.verdict : "undecided";
  const numbers = `Kendall's τ of the ratio with depth, c1 to c6: ${byNetwork(results, (network) => depthTrend(network))}; 1 would be growth from each layer to every later one`;
  return `${answerWords(results, { ...trend, verdict })} (${numbers}).${doubt === "" ? "" : ` ${doubt}`}`;
}

/** The answer, no stronger than its numbers. */
function answerWords(results: LatentResults, trend: MeasuredClaim): string {
  const networks = tableNetworks(results);
  const { n, mean } = trend.measured;
  const share = "the share of a layer's dimensions that the data spread over";
  const isFalling = networks.every((network) => {
    const own = depthTrend(network);
    return own !== null && sideOf(own) === "below";
  });
  return say(trend, {
    upheld:
      mean === 1
        ? `Yes: ${share} grows from each convolution to the next, in all four networks`
        : `Yes, by and large: ${share} grows with depth more often than it falls, in all four networks`,
    missed: `No: ${share} ${isFalling ? "falls with depth more often than it grows, in all four networks" : "does not grow with depth in every one of the four networks"}${gapWords(results)}`,
    undecided: `${n < trend.seeds ? `Open, as it takes ${trend.seeds} seeds` : "Open"}: whether ${share} grows with depth in all four networks is not decided`,
  });
}

/** What is not among the convolutions may yet be above them. */
function gapWords(results: LatentResults): string {
  const isLarger = tableNetworks(results).every((network) => {
    const times = timesAs(network, ["gap", "c6"]);
    return times !== null && sideOf(times, 1) === "above";
  });
  return isLarger
    ? "; only that of global average pooling, which has few, is above c6's in each"
    : "";
}

/** How many components, and which share of the dimensions that is. */
function spreadSentence(results: LatentResults): string {
  const first = no1Of(results);
  const { n } = first.accuracy;
  const texts = layerNames.map((layer) => layerText(first, layer));
  return `In No. 1, 70 % of the variance of ${thousands(mostImages(first))} test images takes this share of the dimensions, and in brackets so many components: ${texts.join(", ")} (${n === 1 ? "one seed" : `means of ${countOf(n, "seed")}, ±: ${intervalText}`}).`;
}

function layerText(network: NetworkResult, layer: LayerName): string {
  const [ratio, count] = [ratioAt(network, { layer }), countAt(network, { layer })];
  if (!ratio || !count) return `${layer} not measured`;
  const { mean } = count;
  const components = mean >= 100 ? thousands(Math.round(mean)) : Number(mean.toPrecision(2));
  return `${layer} ${shareText(ratio)} (${components})`;
}

/** Whether it is the training that spreads the data, and whether classes are its reason. */
function trainingSentences(results: LatentResults, claims: readonly CheckedClaim[]): string[] {
  const [spread, trend, classes] = [
    measuredOf(claims, "training-spreads"),
    measuredOf(claims, "training-makes-trend"),
    measuredOf(claims, "classes-spread"),
  ];
  if (!spread || !trend) return [];
  const subject = say(spread, {
    upheld: "It is training that spreads the data in c4 to c6",
    missed: "Training does not spread the data in c4 to c6 in every network",
    undecided: "Whether training spreads the data in c4 to c6 in every network is open",
  });
  const conjunction = spread.verdict === trend.verdict ? "and" : "but";
  const more = say(trend, {
    upheld: `${conjunction} it makes the ratio grow more with depth`,
    missed: `${conjunction} it does not make the ratio grow more with depth in every one`,
    undecided: `${conjunction} whether it makes the ratio grow more with depth in every one is open`,
  });
  return [
    `${subject} (components in times untrained: ${byNetwork(results, spreadByTraining)}), ${more} (τ less untrained: ${byNetwork(results, trendLessUntrained)}).`,
    ...(classes ? [classesSentence(classes)] : []),
  ];
}

function classesSentence(classes: MeasuredClaim): string {
  const meaning = say(classes, {
    upheld: "classes to tell apart have a part in it",
    missed: "classes to tell apart do not add to it",
    undecided: "whether classes to tell apart have a part in it is open",
  });
  return `With the true labels c4 to c6 of No. 1 take ${measuredText(classes)} times as many components as with shuffled ones: ${meaning}.`;
}

function conclusionsSentence(conclusions: readonly Conclusion[]): string {
  const said = conclusions.map(({ short, verdict }) => `that ${short} is ${verdict}`);
  return `Of what the source concludes, ${said.join("; ")}.`;
}
