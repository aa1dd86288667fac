import type { Estimate } from "../../../core/statistics.ts";
import { percent } from "../../../figures/text.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { sideOf } from "../../differenceWords.ts";
import { thousands } from "../../words.ts";
import { firstLimit } from "../compare/claimed.ts";
import { convolutions, depthTrend } from "../compare/compareLayers.ts";
import {
  fewerImages,
  growthExponent,
  imagesNeeded,
  type Turned,
  turnedLayers,
} from "../compare/growthWithImages.ts";
import { no1Of, tableNetworks } from "../compare/networkNamed.ts";
import {
  dimensionOf,
  imageNumbers,
  largestRatio,
  mostImages,
  ratioAt,
} from "../compare/ratioAt.ts";
import { type LayerName, layerNames } from "../layers.ts";
import type { LatentResults, NetworkResult } from "../results.ts";
import { sourceShare } from "../shares.ts";
import { listed, shortName } from "./byNetwork.ts";
import { numberText, plainShareText } from "./estimateTexts.ts";
import { layersText } from "./layersText.ts";

const share = percent(sourceShare);

/**
 * What the number of images does to counts and ratios, as sentences.
 *
 * @source own design: the source does not say how many images it looks at
 */
export function sampleWords(results: LatentResults): string[] {
  const network = no1Of(results);
  return [
    capWords(network),
    ...(isGrowthKnown(network)
      ? [
          `${growthWords(network)} ${boundsWords(network)}`,
          neededWords(network),
          ...trendWords(network),
          orderWords(results),
        ]
      : ["Counts of one number of images do not tell whether they grow with it."]),
  ];
}

/** The same in short: which ratios are lower bounds, and what fewer images do to the trend with depth. */
export function sampleSentence(results: LatentResults): string[] {
  const network = no1Of(results);
  return isGrowthKnown(network) ? [[boundsWords(network), ...trendWords(network)].join(" ")] : [];
}

function isGrowthKnown(network: NetworkResult): boolean {
  return layerNames.some((layer) => growthExponent(network, { layer }) !== null);
}

/** How large a ratio can be. */
function capWords(network: NetworkResult): string {
  const images = mostImages(network);
  const capped = convolutions.filter((layer) => dimensionOf(network, layer) > images - 1);
  const caps = capped.map(
    (layer) => `${layer} ${plainShareText(largestRatio(network, { layer }))}`,
  );
  const begin = `${thousands(images)} images spread over ${thousands(images - 1)} directions at most, however many dimensions there are, and ${share} of these hold ${share} of the variance or more.`;
  return caps.length === 0
    ? `${begin} In ${shortName(network)} no layer has more dimensions, so that no ratio is bounded by that.`
    : `${begin} In ${shortName(network)} the largest ratio that there can be is ${listed(caps)}: layers of different dimension are compared under different bounds.`;
}

/** How counts grow, before and after training. */
function growthWords(network: NetworkResult): string {
  return `How a count grows at the most images is told by d log count / d log images, 1 where it is in proportion to them and 0 where it grows no more: in ${shortName(network)} ${rangeWords(network, "trained")} after training, and ${rangeWords(network, "untrained")} before.`;
}

function rangeWords(network: NetworkResult, when: "trained" | "untrained"): string {
  const sorted = layerNames
    .flatMap((layer) => {
      const exponent = growthExponent(network, { layer, when });
      return exponent ? [{ layer, exponent }] : [];
    })
    .toSorted((a, b) => a.exponent.mean - b.exponent.mean);
  const [smallest, most] = [sorted[0], sorted.at(-1)];
  if (!smallest || !most) return "not measured";
  return `from ${numberText(smallest.exponent)} (${smallest.layer}) to ${numberText(most.exponent)} (${most.layer})`;
}

/** The exponent of a count that grows by a tenth with twice as many images. */
const growingByATenth = Math.log2(1.1);

/** Whose ratios would be larger with more images. */
function boundsWords(network: NetworkResult): string {
  const growing = layerNames.filter((layer) => {
    const exponent = growthExponent(network, { layer });
    return exponent !== null && exponent.mean > growingByATenth;
  });
  const name = shortName(network);
  if (growing.length === 0) {
    return `No count of ${name} would grow by a tenth if there were twice as many images: its ratios hardly depend on their number.`;
  }
  const subject =
    growing.length === 1 ? `the ratio of ${growing[0]}` : `the ratios of ${layersText(growing)}`;
  return `In ${name} ${subject} would be larger with more images: twice as many would add a tenth or more.`;
}

/** How many images a ratio of 1 % would take, at that growth. */
function neededWords(network: NetworkResult): string {
  const isAbove = (layer: LayerName) => (ratioAt(network, { layer })?.mean ?? 0) >= firstLimit;
  const above = convolutions.filter(isAbove);
  const texts = convolutions.flatMap((layer) => {
    const needed = isAbove(layer) ? null : imagesNeeded(network, layer, firstLimit);
    return needed === null ? [] : [`${layer} ${neededText(needed)}`];
  });
  const have =
    above.length === 0
      ? ""
      : `${layersText(above)} of ${shortName(network)} ${above.length === 1 ? "has" : "have"} a ratio of 1% or more.`;
  if (texts.length === 0) return have;
  return `${have} For a ratio of 1% it would take so many images if counts went on growing at the last pace, and more if they slow down: ${texts.join(", ")}.`.trimStart();
}

function neededText(images: number): string {
  return images > 1e9 ? "more than a billion" : thousands(Number(images.toPrecision(2)));
}

/** Whether the ratio grows with depth by the number of images; nothing where a layer is dead. */
function trendWords(network: NetworkResult): string[] {
  const [fewest, most] = [imageNumbers(network)[0]!, mostImages(network)];
  const [before, after] = [fewest, most].map((images) => depthTrend(network, { images }));
  const difference = differenceBetween(after!, before!);
  if (!before || !after || !difference) return [];
  return [
    `Kendall's τ of the ratio of ${shortName(network)} with depth is ${numberText(before)} with ${thousands(fewest)} images and ${numberText(after)} with ${thousands(most)}: ${partWords(difference)}.`,
  ];
}

/** What more images do to the trend with depth. */
function partWords(difference: Estimate): string {
  switch (sideOf(difference)) {
    case "below":
      return "the fewer the images, the more the ratio seems to grow with depth, as it would where the images, not the layers, decide the counts";
    case "above":
      return "the more the images, the more the ratio grows with depth";
    default:
      if (difference.n === 1) return "one seed does not tell whether that is a difference";
      return difference.values.every((value) => value === 0)
        ? "the number of images has no part in it"
        : "the seeds do not tell whether the number of images has a part in it";
  }
}

/** Whether layers change places with the number of images. */
function orderWords(results: LatentResults): string {
  const networks = tableNetworks(results);
  const [fewer, most] = [fewerImages(networks[0]!), mostImages(networks[0]!)].map(thousands);
  const turned = networks.flatMap((network) => {
    const words = passingWords(turnedLayers(network));
    return words === "" ? [] : [`in ${shortName(network)} ${words}`];
  });
  const begin = `From ${fewer} to ${most} images`;
  return turned.length === 0
    ? `${begin} no two convolutions change places by the means of their ratios, in any of the four networks.`
    : `${begin} convolutions change places by the means of their ratios: ${turned.join("; ")}.`;
}

/** Which layers come to lie above which: "c1 passes c3 and c4". */
function passingWords(turned: readonly Turned[]): string {
  const words = convolutions.flatMap((layer) => {
    const passed = turned.filter(([, behind]) => behind === layer).map(([ahead]) => ahead);
    return passed.length === 0 ? [] : [`${layer} passes ${layersText(passed)}`];
  });
  return words.join(", ");
}
