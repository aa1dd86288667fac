import type { Estimate } from "../../../core/statistics.ts";
import { percent } from "../../../figures/text.ts";
import type { CheckedClaim } from "../../claim.ts";
import { timesBetween } from "../../differenceBetween.ts";
import { sideOf } from "../../differenceWords.ts";
import { measuredOf, measuredText, say } from "../../measuredClaim.ts";
import { thousands } from "../../words.ts";
import { equalLayers, firstLayers } from "../compare/claimed.ts";
import {
  convolutions,
  depthTrend,
  type Look,
  stepsOver,
  timesAs,
} from "../compare/compareLayers.ts";
import { networkNamed, no1Of, tableNetworks } from "../compare/networkNamed.ts";
import { countAt, dimensionOf, largestRatio, mostImages, ratioAt } from "../compare/ratioAt.ts";
import { largest } from "../compare/seedwise.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { byNetwork, listed, shortName } from "./byNetwork.ts";
import { channelWords } from "./channelWords.ts";
import { numberText, plainShareText, shareText } from "./estimateTexts.ts";
import { nothingWords } from "./nothingWords.ts";

const share = percent(sourceShare);

/** What the numbers say of a conclusion, as sentences. */
export type Words = (results: LatentResults, claims: readonly CheckedClaim[]) => string[];

/**
 * What the numbers say of the first conclusion: the first layers' ratios, what they can be at most, whether they are
 * learned, and what the number of channels does to them.
 *
 * @source own design
 */
export const firstWords: Words = (results, claims) => {
  const claim = measuredOf(claims, "first-layers-below-1-percent");
  if (!claim) return [nothingWords(results)];
  const before = largest(
    tableNetworks(results).flatMap((network) =>
      firstLayers.map((layer) => ratioAt(network, { layer, when: "untrained" })),
    ),
  );
  const first = no1Of(results);
  const [layer] = firstLayers;
  return [
    `Of c1 and c2 of the four networks the largest ratio is ${measuredText(claim)}, ${say(claim, { upheld: "below 1%", missed: "not below 1%", undecided: "which leaves open whether it is below 1%" })}.`,
    ...(before ? [`Before training it was ${shareText(before)}.`] : []),
    `In No. 1 it could not be above ${plainShareText(largestRatio(first, { layer: layer! }))}: ${thousands(mostImages(first))} images spread over ${thousands(mostImages(first) - 1)} directions at most, and ${share} of these would do.`,
    ...channelWords(results),
  ];
};

/** What the numbers say of the second: the trend with depth, where it turns, and what gap adds. */
export const growthWords: Words = (results, claims) => {
  const [trend, gap] = [measuredOf(claims, "grows-with-depth"), measuredOf(claims, "gap-above-c6")];
  if (!trend) return [nothingWords(results)];
  return [
    `Kendall's τ of the ratio with depth, c1 to c6: ${byNetwork(results, (network) => depthTrend(network))}; ${trendWords(results, trend, "ratio")}.`,
    rangeWords(no1Of(results)),
    ...beforeWords(results),
    ...(gap
      ? [
          `gap's ratio in times c6's: ${byNetwork(results, (network) => timesAs(network, ["gap", "c6"]))}; ${say(gap, { upheld: "it is larger in all of them", missed: "not in all of them is it larger", undecided: "that leaves open whether it is larger in all of them" })}.`,
          ...untrainedWords(results, (network, look) => timesAs(network, ["gap", "c6"], look)),
          gapWords(results),
        ]
      : []),
  ];
};

/** The same of the networks that have learned nothing. */
function untrainedWords(
  results: LatentResults,
  measure: (network: NetworkResult, look: Look) => Estimate | null,
): string[] {
  const untrained = (network: NetworkResult) => measure(network, { when: "untrained" });
  return tableNetworks(results).every((network) => untrained(network) === null)
    ? []
    : [`Before training: ${byNetwork(results, untrained)}.`];
}

/** Where counts do not grow, ratios may grow with depth by falling dimensions alone. */
function beforeWords(results: LatentResults): string[] {
  const networks = tableNetworks(results);
  const [ratios, counts] = (["ratio", "count"] as const).map((of) =>
    networks.map((network) => depthTrend(network, { of, when: "untrained" })),
  );
  if (ratios!.some((trend) => trend === null)) return [];
  const isAbove = (trend: Estimate | null) => trend !== null && sideOf(trend) === "above";
  const why = counts!.some(isAbove) ? "" : ", by dimensions that fall and not by counts";
  const meaning = ratios!.every(isAbove) ? `: it grows with depth already${why}` : "";
  const texts = byNetwork(results, (network) => depthTrend(network, { when: "untrained" }));
  return [`Before training τ is ${texts}${meaning}.`];
}

/** Whether the ratio or the count grows with depth, and in which networks it falls. */
function trendWords(results: LatentResults, trend: CheckedClaim, of: "ratio" | "count"): string {
  const falling = tableNetworks(results).filter((network) => {
    const own = depthTrend(network, { of });
    return own !== null && sideOf(own) === "below";
  });
  const falls =
    falling.length === 0
      ? ""
      : `; in ${listed(falling.map(shortName))} it falls more often than it grows`;
  return say(trend, {
    upheld: `the ${of} grows more often than it falls in all of them`,
    missed: `not in all of them does the ${of} grow${falls}`,
    undecided: `that leaves open whether the ${of} grows in all of them`,
  });
}

/** Where a network's ratio is largest and smallest. */
function rangeWords(network: NetworkResult): string {
  const ratios = convolutions.map((layer) => ({ layer, ratio: ratioAt(network, { layer })! }));
  const sorted = ratios.toSorted((a, b) => a.ratio.mean - b.ratio.mean);
  const [smallest, most] = [sorted[0]!, sorted.at(-1)!];
  return `Of the convolutions of ${shortName(network)}, ${most.layer} has the largest ratio, ${shareText(most.ratio)}, and ${smallest.layer} the smallest, ${shareText(smallest.ratio)}.`;
}

function gapWords(results: LatentResults): string {
  const sizes = tableNetworks(results).map((network) => dimensionOf(network, "gap"));
  const [fewest, most] = [Math.min(...sizes), Math.max(...sizes)];
  return `gap has few dimensions: of its ${fewest} to ${most}, a single one is ${plainShareText(1 / most)} or more.`;
}

/** What the numbers say of the third: whether more components, or only fewer dimensions, raise c3's ratio above c2's. */
export const thirdLayerWords: Words = (results, claims) => {
  const claim = measuredOf(claims, "c3-above-c2");
  if (!claim) return [nothingWords(results)];
  return [
    `c3's ratio in times c2's: ${byNetwork(results, (network) => timesAs(network, ["c3", "c2"]))}; ${say(claim, { upheld: "it is larger in all of them", missed: "not in all of them is it larger", undecided: "that leaves open whether it is larger in all of them" })}.`,
    whyThirdWords(no1Of(results)),
    ...untrainedWords(results, (network, look) => timesAs(network, ["c3", "c2"], look)),
  ];
};

function whyThirdWords(network: NetworkResult): string {
  const [c2, c3] = (["c2", "c3"] as const).map((layer) => countAt(network, { layer }));
  const times = timesBetween(c3!, c2!)!;
  const dimensions = `${thousands(dimensionOf(network, "c3"))} dimensions instead of ${thousands(dimensionOf(network, "c2"))}`;
  const side = sideOf(times, 1);
  const meaning =
    side === "above"
      ? "more components of fewer dimensions"
      : side === "below"
        ? "fewer components, so that only the smaller dimension can make its ratio larger"
        : times.n === 1
          ? "one seed does not tell whether these are more or fewer"
          : "as many, as far as the seeds tell";
  return `In ${shortName(network)}, c3 has ${dimensions}, and takes ${numberText(times)} times as many components as c2: ${meaning}.`;
}

/** What the numbers say of the fourth, where the dimension has no part in it. */
export const equalWords: Words = (results, claims) => {
  const [growth, step] = [
    measuredOf(claims, "no3-c6-above-c3"),
    measuredOf(claims, "no3-every-step"),
  ];
  const network = networkNamed(results, "no3");
  if (!growth || !step || !network) return [nothingWords(results, ["no3"])];
  const steps = stepsOver(network, equalLayers).map(
    (times, at) =>
      `${equalLayers[at]} to ${equalLayers[at + 1]} ${times ? numberText(times) : "not measured"}`,
  );
  return [
    `In No. 3, where c3 to c6 have ${thousands(dimensionOf(network, "c3"))} dimensions each, c6's ratio is ${measuredText(growth)} times c3's: ${say(growth, { upheld: "it grows from end to end", missed: "it does not grow", undecided: "that leaves open whether it grows" })}.`,
    `Step by step, in times the layer before: ${steps.join(", ")}; ${say(step, { upheld: "every step goes up", missed: "not every step goes up", undecided: "that leaves open whether every step goes up" })}.`,
    `Before training c6's ratio was ${countText(timesAs(network, ["c6", "c3"], { when: "untrained" }))} times c3's.`,
  ];
};

/** What the numbers say of the fifth: the count itself. */
export const countWords: Words = (results, claims) => {
  const claim = measuredOf(claims, "count-grows");
  if (!claim) return [nothingWords(results)];
  const first = no1Of(results);
  const counts = convolutions.map((layer) => `${layer} ${countText(countAt(first, { layer }))}`);
  return [
    `Components for ${share} of the variance, whatever the dimension, in No. 1: ${counts.join(", ")}.`,
    `Kendall's τ of the count with depth: ${byNetwork(results, (network) => depthTrend(network, { of: "count" }))}; ${trendWords(results, claim, "count")}.`,
    ...untrainedWords(results, (network, look) => depthTrend(network, { ...look, of: "count" })),
  ];
};

function countText(count: Estimate | null): string {
  return count ? numberText(count) : "not measured";
}
