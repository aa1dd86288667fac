import type { Estimate } from "../../../core/statistics.ts";
import { type CheckedClaim, verdictOf } from "../../claim.ts";
import { estimateText } from "../../claimText.ts";
import { thousands } from "../../words.ts";
import type { LatentResults } from "../results.ts";
import {
  firstLayers,
  firstLimit,
  firstRatio,
  leastSpreadByTraining,
  leastTimesAs,
  leastTrend,
  leastTrendByTraining,
  no3Growth,
  no3LeastStep,
  spreadByClasses,
} from "./claimed.ts";
import type { Look } from "./compareLayers.ts";
import { fewerImages, imagesNeeded } from "./growthWithImages.ts";
import { tableNetworks } from "./networkNamed.ts";
import { mostImages } from "./ratioAt.ts";

/** All of CIFAR-10: so many the source can have looked at, at most. */
const sourceImages = 60_000;

/** Claims that may turn with fewer images. */
const again: Readonly<Record<string, (results: LatentResults, look: Look) => Estimate | null>> = {
  "first-layers-below-1-percent": firstRatio,
  "grows-with-depth": leastTrend,
  "gap-above-c6": (results, look) => leastTimesAs(results, ["gap", "c6"], look),
  "c3-above-c2": (results, look) => leastTimesAs(results, ["c3", "c2"], look),
  "no3-c6-above-c3": no3Growth,
  "no3-every-step": no3LeastStep,
  "count-grows": (results, look) => leastTrend(results, { ...look, of: "count" }),
  "training-spreads": leastSpreadByTraining,
  "training-makes-trend": leastTrendByTraining,
  "classes-spread": spreadByClasses,
};

/**
 * Why claims would be judged otherwise with another number of images than the most that were counted, as a sentence; empty
 * where none would.
 *
 * @source own design: the source does not say how many images it looks at
 */
export function dependsOnImages(results: LatentResults, claims: readonly CheckedClaim[]): string {
  const turned = claims.flatMap((claim) => turnedWords(results, claim));
  return turned.length === 0 ? "" : turned.join(" ");
}

function turnedWords(results: LatentResults, claim: CheckedClaim): string[] {
  if (claim.verdict === "undecided") return [];
  // Fewer images have lower ratios still: there it is more of them that may turn it.
  if (claim.id === "first-layers-below-1-percent" && claim.verdict === "upheld") {
    return limitWords(results);
  }
  const measure = again[claim.id];
  const images = imagesBeside(results);
  if (!measure || images === null) return [];
  const measured = measure(results, { images });
  const verdict = verdictOf(claim.expected, measured);
  if (!measured || verdict === "undecided" || verdict === claim.verdict) return [];
  const holds = verdict === "upheld" ? "holds" : "does not hold";
  return [
    `With ${thousands(images)} images it ${holds} (${estimateText(measured, claim.quantity)} instead of ${estimateText(claim.measured!, claim.quantity)}): it depends on the number of images, which the source does not tell.`,
  ];
}

function imagesBeside(results: LatentResults): number | null {
  const [first] = tableNetworks(results);
  if (!first) return null;
  const fewer = fewerImages(first);
  return fewer < mostImages(first) ? fewer : null;
}

/** Where the ratio grows with the number of images, it may pass the limit before there are no more of them. */
function limitWords(results: LatentResults): string[] {
  const needed = tableNetworks(results).flatMap((network) =>
    firstLayers.map(
      (layer) => imagesNeeded(network, layer, firstLimit) ?? Number.POSITIVE_INFINITY,
    ),
  );
  const fewest = Math.min(...needed);
  if (fewest > sourceImages) return [];
  return [
    `But counts still grow with the number of images, so that ratios are lower bounds: at the last pace one would come to 1% with ${thousands(Number(fewest.toPrecision(2)))} images, and CIFAR-10 has ${thousands(sourceImages)}.`,
  ];
}
