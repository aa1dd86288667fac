import type { CheckedClaim } from "../../claim.ts";
import { sideOf } from "../../differenceWords.ts";
import { type MeasuredClaim, measuredOf, say } from "../../measuredClaim.ts";
import { thousands } from "../../words.ts";
import { convolutions, depthTrend, timesAs } from "../compare/compareLayers.ts";
import { timesUntrained } from "../compare/compareTrainings.ts";
import { dependsOnImages } from "../compare/dependsOnImages.ts";
import { highestLayer } from "../compare/highestLayer.ts";
import { inEveryNetwork } from "../compare/inEveryNetwork.ts";
import { hasLearned, no1Of, tableNetworks } from "../compare/networkNamed.ts";
import { countAt, dimensionOf, ratioAt } from "../compare/ratioAt.ts";
import type { LayerName } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { listed, shortName } from "./byNetwork.ts";
import { componentsText, plainShareText } from "./estimateTexts.ts";
import { layersText } from "./layersText.ts";

/**
 * Whether the ratio grows with depth, for somebody who has read nothing else.
 *
 * @source own design
 */
export function answerSentence(results: LatentResults, claims: readonly CheckedClaim[]): string {
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
  return [
    `${answerWords(results, { ...trend, verdict })}.`,
    exampleWords(no1Of(results)),
    ...(doubt === "" ? [] : [doubt]),
    ...trainingWords(no1Of(results)),
    ...beforeWords(results),
  ].join(" ");
}

/** What training does to the standard network's layers: which of them spread over more directions, and which over fewer. */
function trainingWords(network: NetworkResult): string[] {
  const sides = convolutions.map((layer) => {
    const times = timesUntrained(network, layer);
    return { layer, side: times && sideOf(times, 1) };
  });
  const on = (wanted: "above" | "below") =>
    sides.filter(({ side }) => side === wanted).map(({ layer }) => layer);
  const [more, fewer] = [on("above"), on("below")];
  const said = [
    ...(more.length > 0 ? [`${layersText(more)} spread over more directions`] : []),
    ...(fewer.length > 0 ? [`${layersText(fewer)} spread over fewer`] : []),
  ];
  return said.length === 0 ? [] : [`There, training makes ${said.join(" and ")}.`];
}

/** Whether it is there without any training. */
function beforeWords(results: LatentResults): string[] {
  const isGrowing = inEveryNetwork(
    results,
    (network) => depthTrend(network, { when: "untrained" }),
    { side: "above" },
  );
  return isGrowing ? ["Before training, the share grows with depth in all four networks."] : [];
}

/** What the share is in the first and the last convolution of the standard network, and where it is largest. */
function exampleWords(network: NetworkResult): string {
  const shareIn = (layer: LayerName) => plainShareText(ratioAt(network, { layer })!.mean);
  const [first, last] = (["c1", "c6"] as const).map((layer) => {
    const count = componentsText(countAt(network, { layer })!);
    return [count, thousands(dimensionOf(network, layer)), shareIn(layer)] as const;
  });
  const highest = highestLayer((layer) => ratioAt(network, { layer }))!;
  const most =
    highest === "c1" || highest === "c6"
      ? ""
      : `; the largest share is that of ${highest}, ${shareIn(highest)}`;
  return `In the standard network, No. 1, 70% of the variance takes ${first![0]} principal components of ${first![1]} dimensions in c1, the first convolution (${first![2]}), and ${last![0]} of ${last![1]} in c6, the last (${last![2]})${most}.`;
}

/** The answer, no stronger than its numbers. */
function answerWords(results: LatentResults, trend: MeasuredClaim): string {
  const { n, mean } = trend.measured;
  const share = "the share of a layer's dimensions that the data spread over";
  return say(trend, {
    upheld:
      mean === 1
        ? `Yes: ${share} grows from each convolution to the next, in all four networks`
        : `Yes, by and large: ${share} grows with depth more often than it falls, in all four networks`,
    missed: `No: ${share} ${missedWords(results)}${gapWords(results)}`,
    undecided: `${n < trend.seeds ? `Open, as it takes ${trend.seeds} seeds` : "Open"}: whether ${share} grows with depth in all four networks is not decided`,
  });
}

/** In which networks it grows, and in which it falls. */
function missedWords(results: LatentResults): string {
  const networks = tableNetworks(results);
  const namesAt = (side: "above" | "below") =>
    networks
      .filter((network) => {
        const own = depthTrend(network);
        return own !== null && sideOf(own) === side;
      })
      .map(shortName);
  const [growing, falling] = [namesAt("above"), namesAt("below")];
  if (falling.length === networks.length) {
    return "falls with depth more often than it grows, in all four networks";
  }
  const said = [
    ...(growing.length > 0 ? [`it grows in ${listed(growing)}`] : []),
    ...(falling.length > 0 ? [`it falls in ${listed(falling)}`] : []),
  ];
  return `does not grow with depth in all four networks${said.length > 0 ? ` (${said.join(", ")})` : ""}`;
}

/** What is not among the convolutions may yet be above them. */
function gapWords(results: LatentResults): string {
  const isLarger = inEveryNetwork(results, (network) => timesAs(network, ["gap", "c6"]), {
    side: "above",
    limit: 1,
  });
  return isLarger
    ? "; only that of global average pooling, which has few dimensions, is above that of the last convolution in each"
    : "";
}
