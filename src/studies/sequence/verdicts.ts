import { checkStudy } from "../checkStudy.ts";
import type { CheckedClaim } from "../claim.ts";
import { isMnist } from "../isMnist.ts";
import type { DatasetSummary } from "../study.ts";
import { type ConclusionVerdict, verdictOn } from "../verdictOn.ts";
import { sequenceClaims } from "./claims.ts";
import type { SequenceResults } from "./results.ts";
import { recogniserWords, similarityWords, uniquenessWords } from "./words/conclusionWords.ts";

/**
 * One of the three conclusions of the source, and what is to be thought of it.
 *
 * @source Inoue & Tsukamoto 2021, section 4; the rule of the verdict is ours
 */
export interface Conclusion {
  /** The conclusion in one sentence. */
  readonly title: string;
  /** The same behind "that", in a few words. */
  readonly short: string;
  readonly where: string;
  /** What it says in numbers. */
  readonly claims: readonly ConclusionClaim[];
  readonly verdict: ConclusionVerdict;
  /** Sentences on what that means. */
  readonly meaning: readonly string[];
}

/** A claim, and what its number is. */
export interface ConclusionClaim extends CheckedClaim {
  readonly effect: string;
}

type Said = Omit<Conclusion, "claims" | "verdict" | "meaning"> & {
  /** What is measured, by claim. */
  readonly effects: Readonly<Record<string, string>>;
  readonly words: (results: SequenceResults, claims: readonly CheckedClaim[]) => string[];
};

const conclusions: readonly Said[] = [
  {
    title: "Equally accurate CNNs have different filters: learning has no unique result",
    short: "learning has no unique result",
    where: "section 4, figure 4 a, b",
    effects: {
      "same-accuracy": "accuracies of CNN1 and CNN2, how far apart",
      "not-unique": "matched distance within model-1, in times that of random directions",
    },
    words: uniquenessWords,
  },
  {
    title:
      "Filters of model-2 have similar ones in model-1, and within model-2 resemble each other",
    short: "model-2's filters are similar to model-1's and to each other",
    where: "section 4, figures 4 c, d and 5 b, d",
    effects: {
      "model2-found-in-model1": "nearest distance of model-2 among model-1, less within model-1",
      "model2-alike": "nearest distance within model-2, less within model-1",
      "model2-found-in-model1-scale-free":
        "nearest scale-free distance of model-2 among model-1, less within model-1",
      "model2-alike-scale-free": "nearest scale-free distance within model-2, less within model-1",
    },
    words: similarityWords,
  },
  {
    title:
      "Model-2's CNNs classify digits less well than model-1's, and extract features for the LSTM instead",
    short: "model-2's CNNs extract features for the LSTM instead of recognising digits",
    where: "section 4",
    effects: {
      "reads-digits-less": "share that a linear readout names, model-2 less model-1",
      "no-recogniser": "way of that readout from untrained (0) to trained alone (1)",
    },
    words: recogniserWords,
  },
];

/** The source's conclusions, judged by its claims. */
export function verdictsOf(results: SequenceResults, dataset: DatasetSummary): Conclusion[] {
  const study = { claims: sequenceClaims, isSourceData: isMnist };
  const checked = checkStudy(study, results, dataset);
  return conclusions.map(({ effects, words, ...said }) => {
    const claims = checked.flatMap((claim) => {
      const effect = effects[claim.id];
      return effect === undefined ? [] : [{ ...claim, effect }];
    });
    return { ...said, claims, verdict: verdictOn(claims), meaning: words(results, claims) };
  });
}
