import { checkStudy } from "../checkStudy.ts";
import { isMnist } from "../isMnist.ts";
import {
  type JudgedConclusion,
  judgeConclusions,
  type SaidConclusion,
} from "../judgeConclusions.ts";
import type { DatasetSummary } from "../study.ts";
import { sequenceClaims } from "./claims.ts";
import type { SequenceResults } from "./results.ts";
import { recogniserWords, similarityWords, uniquenessWords } from "./words/conclusionWords.ts";

const conclusions: readonly SaidConclusion<SequenceResults>[] = [
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

/**
 * The source's conclusions, judged by its claims.
 *
 * @source Inoue & Tsukamoto 2021, section 4; the rule of the verdict is ours
 */
export function verdictsOf(results: SequenceResults, dataset: DatasetSummary): JudgedConclusion[] {
  const study = { claims: sequenceClaims, isSourceData: isMnist };
  return judgeConclusions(conclusions, results, checkStudy(study, results, dataset));
}
