import { percent } from "../../../figures/text.ts";
import { checkStudy } from "../../checkStudy.ts";
import type { CheckedClaim } from "../../claim.ts";
import { intervalText } from "../../claimText.ts";
import { isCifar10 } from "../../isCifar10.ts";
import { type MeasuredClaim, measuredOf, measuredText, say } from "../../measuredClaim.ts";
import type { AnalysisContext } from "../../study.ts";
import { countOf, thousands } from "../../words.ts";
import { latentClaims } from "../claims.ts";
import { flattensTrend, spreadByTraining, takesDirections } from "../compare/claimed.ts";
import { convolutions, depthTrend } from "../compare/compareLayers.ts";
import { trendLessUntrained } from "../compare/compareTrainings.ts";
import { no1Of } from "../compare/networkNamed.ts";
import {
  countAt,
  directionsOf,
  mostImages,
  mostImagesOfAllShares,
  ratioAt,
} from "../compare/ratioAt.ts";
import { type LayerName, layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import type { LatentSettings } from "../settings.ts";
import { sourceShare, varianceShares } from "../shares.ts";
import { type Conclusion, verdictsOf } from "../verdicts.ts";
import { answerSentence } from "./answerSentence.ts";
import { byNetwork, shortName } from "./byNetwork.ts";
import { componentsText, numberText, shareText } from "./estimateTexts.ts";
import { layersText } from "./layersText.ts";
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
    ...shareSentence(no1Of(results)),
    conclusionsSentence(verdictsOf(results, dataset)),
  ];
}

/** Which share of the dimensions it is in each layer, how many components, and how it goes with depth. */
function spreadSentence(results: LatentResults): string {
  const first = no1Of(results);
  const { n } = first.accuracy;
  const texts = layerNames.map((layer) => layerText(first, layer));
  return `The ratio, which is the share of a layer's dimensions that 70% of the variance of ${thousands(mostImages(first))} test images takes, in the layers of No. 1, and in brackets the number of principal components: ${texts.join(", ")} (${n === 1 ? "one seed" : `means of ${countOf(n, "seed")}, ±: ${intervalText}`}). Kendall's rank correlation τ of the ratio with depth, over the six convolutions: ${byNetwork(results, (network) => depthTrend(network))}; it is 1 where the ratio grows with every convolution, −1 where it falls with every one.`;
}

function layerText(network: NetworkResult, layer: LayerName): string {
  const [ratio, count] = [ratioAt(network, { layer }), countAt(network, { layer })];
  if (!ratio || !count) return `${layer} not measured`;
  return `${layer} ${shareText(ratio)} (${componentsText(count)})`;
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
    upheld: "It is training that spreads the data in the later convolutions, c4 to c6",
    missed: takesDirections(results)
      ? "Training takes directions from the data in the later convolutions, c4 to c6, in all four networks"
      : "Not in all four networks does training spread the data in the later convolutions, c4 to c6",
    undecided:
      "Whether training spreads the data in the later convolutions, c4 to c6, in all four networks is open",
  });
  const conjunction = spread.verdict === trend.verdict ? "and" : "but";
  const more = say(trend, {
    upheld: `${conjunction} it makes the ratio grow more with depth`,
    missed: flattensTrend(results)
      ? `${conjunction} it makes the ratio grow less with depth`
      : `${conjunction} not in all four does it make the ratio grow more with depth`,
    undecided: `${conjunction} whether it makes the ratio grow more with depth in all four is open`,
  });
  return [
    `${subject} (components in times those before training, with 95% CI: ${byNetwork(results, spreadByTraining)}), ${more} (τ after training less τ before: ${byNetwork(results, trendLessUntrained)}).`,
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

/** What it is for a share of the variance that leaves nothing out but a hundredth. */
function shareSentence(network: NetworkResult): string[] {
  const images = mostImagesOfAllShares(network);
  const [usual, most] = [sourceShare, varianceShares.at(-1)!] as const;
  const trends = [usual, most].map((share) => depthTrend(network, { share, images }));
  if (!trends[0] || !trends[1]) return [];
  const crowded = convolutions.filter((layer) => {
    const count = countAt(network, { layer, share: most, images });
    return count !== null && count.mean > directionsOf(network, { layer, images }) / 2;
  });
  const bound =
    crowded.length === 0
      ? ""
      : `; but for ${percent(most)} ${layersText(crowded)} ${crowded.length === 1 ? "takes" : "take"} more than half of the directions that so many images can span, so that their number decides`;
  return [
    `With another share of the variance it may be otherwise: of ${thousands(images)} images, τ of ${shortName(network)} is ${numberText(trends[0])} for ${percent(usual)} and ${numberText(trends[1])} for ${percent(most)}${bound}.`,
  ];
}

function conclusionsSentence(conclusions: readonly Conclusion[]): string {
  const said = conclusions.map(({ short, verdict, doubt }) => {
    const why = doubt === "" ? "" : " (it depends on what the source does not tell)";
    return `that ${short} is ${verdict}${why}`;
  });
  return `Of what the source concludes, ${said.join("; ")}.`;
}
