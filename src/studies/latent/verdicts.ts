import { checkStudy } from "../checkStudy.ts";
import type { CheckedClaim } from "../claim.ts";
import { isCifar10 } from "../isCifar10.ts";
import {
  type JudgedConclusion,
  judgeConclusions,
  type SaidConclusion,
} from "../judgeConclusions.ts";
import type { DatasetSummary } from "../study.ts";
import { latentClaims } from "./claims.ts";
import { dependsOnChannels } from "./compare/dependsOnChannels.ts";
import { dependsOnImages } from "./compare/dependsOnImages.ts";
import type { LatentResults } from "./results.ts";
import {
  countWords,
  equalWords,
  firstWords,
  growthWords,
  thirdLayerWords,
} from "./words/conclusionWords.ts";
import { trainingWords } from "./words/trainingWords.ts";

/**
 * One of the conclusions of the source, judged.
 *
 * @source Dai & Jin'no, sections 4 and 5; the rule of the verdict is ours
 */
export interface Conclusion extends JudgedConclusion {
  /** Why it would be another verdict with another number of images or channels; empty where it would not. */
  readonly doubt: string;
}

const conclusions: readonly SaidConclusion<LatentResults>[] = [
  {
    title: "In the first layers, 70% of the variance takes less than 1% of the dimensions",
    short: "the first layers use less than 1% of their dimensions",
    where: "section 4, figure 4",
    effects: { "first-layers-below-1-percent": "ratio of c1 and c2, the largest of four networks" },
    words: firstWords,
  },
  {
    title: "The ratio of components to dimensions grows with depth",
    short: "the ratio grows with depth",
    where: "section 4, figure 4",
    effects: {
      "grows-with-depth": "τ of the ratio with depth, c1 to c6, the least of four networks",
      "gap-above-c6": "gap's ratio in times c6's, the least of four networks",
    },
    words: growthWords,
  },
  {
    title: "c3's ratio is above c2's, although its dimension is lower",
    short: "c3's ratio is above c2's",
    where: "section 4, figures 3 and 4",
    effects: { "c3-above-c2": "c3's ratio in times c2's, the least of four networks" },
    words: thirdLayerWords,
  },
  {
    title: "In No. 3 the ratio grows from c3 to c6, at equal dimension",
    short: "in No. 3 the ratio grows from c3 to c6",
    where: "section 4, figure 4",
    effects: {
      "no3-c6-above-c3": "No. 3: c6's ratio in times c3's",
      "no3-every-step": "No. 3: a layer's ratio in times that before, the smallest step",
    },
    words: equalWords,
  },
  {
    title: "The deeper the layer, the more space the data take",
    short: "deeper layers take more space",
    where: "section 5",
    effects: { "count-grows": "τ of the count with depth, c1 to c6, the least of four networks" },
    words: countWords,
  },
  {
    title: "Common features are found in the first layers, and then spread in order to classify",
    short: "the data spread in order to be classified",
    where: "section 4, as an explanation",
    effects: {
      "training-spreads": "components in times untrained, c4 to c6, the least of four networks",
      "training-makes-trend":
        "τ of the ratio with depth less untrained, the least of four networks",
      "classes-spread": "components of No. 1 in times shuffled labels, c4 to c6",
    },
    words: trainingWords,
  },
];

/** The source's conclusions, judged by claims, and by whether another number of images or channels would judge otherwise. */
export function verdictsOf(results: LatentResults, dataset: DatasetSummary): Conclusion[] {
  const study = { claims: latentClaims, isSourceData: isCifar10 };
  const checked = checkStudy(study, results, dataset);
  return judgeConclusions(conclusions, results, checked).map((judged) => {
    const { claims, verdict, meaning } = judged;
    const doubt = verdict === "undecided" ? "" : doubtOf(results, claims);
    return doubt === ""
      ? { ...judged, doubt }
      : { ...judged, doubt, verdict: "undecided", meaning: [...meaning, doubt] };
  });
}

function doubtOf(results: LatentResults, claims: readonly CheckedClaim[]): string {
  const doubts = [dependsOnImages(results, claims), dependsOnChannels(results, claims)];
  return doubts.filter((doubt) => doubt !== "").join(" ");
}
