import type { Estimate } from "../../../core/statistics.ts";
import type { LayerName } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { depthTrend, type Look, stepsOver, type Trend, timesAs } from "./compareLayers.ts";
import { timesShuffled, timesUntrained, trendLessUntrained } from "./compareTrainings.ts";
import { inEveryNetwork } from "./inEveryNetwork.ts";
import { hasLearned, haveLearned, networkNamed, tableNetworks } from "./networkNamed.ts";
import { largestRatio, ratioAt } from "./ratioAt.ts";
import { geometricMean, largest, least } from "./seedwise.ts";

/**
 * The layers that the source's "first" are taken to be.
 *
 * @source own reading of Dai & Jin'no, section 4
 */
export const firstLayers: readonly LayerName[] = ["c1", "c2"];

/** What their ratio is said to be below. */
export const firstLimit = 0.01;

/** The layers that are to spread the data in order to classify them: the second half. */
const laterLayers: readonly LayerName[] = ["c4", "c5", "c6"];

/** The layers of No. 3 whose outputs have one dimension. */
export const equalLayers: readonly LayerName[] = ["c3", "c4", "c5", "c6"];

/** The largest ratio of the first layers of the four networks; null where so few images could not come to the limit. */
export function firstRatio(results: LatentResults, look: Look = {}): Estimate | null {
  if (!canFillFirst(results, look)) return null;
  return largest(
    ofNetworks(results, (network) =>
      largest(firstLayers.map((layer) => ratioAt(network, { ...look, layer }))),
    ),
  );
}

/** Whether there are so many images that the first layers' ratios could come to the limit. */
export function canFillFirst(results: LatentResults, look: Look = {}): boolean {
  return tableNetworks(results).every((network) =>
    firstLayers.every((layer) => largestRatio(network, { ...look, layer }) > firstLimit),
  );
}

/** The least trend with depth of the four networks. */
export function leastTrend(results: LatentResults, trend: Trend = {}): Estimate | null {
  return least(ofNetworks(results, (network) => depthTrend(network, trend)));
}

/** How many times as large a layer's ratio is as another's, at least of the four networks. */
export function leastTimesAs(
  results: LatentResults,
  layers: readonly [LayerName, LayerName],
  look: Look = {},
): Estimate | null {
  return least(ofNetworks(results, (network) => timesAs(network, layers, look)));
}

/** How many times as large c6's ratio is as c3's in No. 3. */
export function no3Growth(results: LatentResults, look: Look = {}): Estimate | null {
  return inNo3(results, (network) => timesAs(network, ["c6", "c3"], look));
}

/** The smallest step from c3 to c6 in No. 3, in times the layer before. */
export function no3LeastStep(results: LatentResults, look: Look = {}): Estimate | null {
  return inNo3(results, (network) => least(stepsOver(network, equalLayers, look)));
}

/** How many times as many components training gives a network's later layers. */
export function spreadByTraining(network: NetworkResult, look: Look = {}): Estimate | null {
  return geometricMean(laterLayers.map((layer) => timesUntrained(network, layer, look)));
}

/** The least of these of the four networks. */
export function leastSpreadByTraining(results: LatentResults, look: Look = {}): Estimate | null {
  return least(ofNetworks(results, (network) => spreadByTraining(network, look)));
}

/** Whether training gives the later layers of all four networks fewer components than they had. */
export function takesDirections(results: LatentResults): boolean {
  return inEveryNetwork(results, spreadByTraining, { side: "below", limit: 1 });
}

/** Whether training makes the ratio of all four networks grow less with depth. */
export function flattensTrend(results: LatentResults): boolean {
  return inEveryNetwork(results, trendLessUntrained, { side: "below" });
}

/** By how much training makes the ratio grow more with depth, at least of the four networks. */
export function leastTrendByTraining(results: LatentResults, look: Look = {}): Estimate | null {
  return least(ofNetworks(results, (network) => trendLessUntrained(network, look)));
}

/** How many times as many components the true labels give No. 1's later layers as shuffled ones. */
export function spreadByClasses(results: LatentResults, look: Look = {}): Estimate | null {
  if (!haveLearned(results)) return null;
  return geometricMean(laterLayers.map((layer) => timesShuffled(results, layer, look)));
}

type OfNetwork = (network: NetworkResult) => Estimate | null;

/** Nothing is compared where one of the networks has not learned. */
function ofNetworks(results: LatentResults, measure: OfNetwork): (Estimate | null)[] {
  return haveLearned(results) ? tableNetworks(results).map(measure) : [];
}

function inNo3(results: LatentResults, measure: OfNetwork): Estimate | null {
  const network = networkNamed(results, "no3");
  return network && hasLearned(network) ? measure(network) : null;
}
