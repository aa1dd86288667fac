import { estimateText } from "../../claimText.ts";
import { hasLearned, rowNamed } from "../accuracy/rowNamed.ts";
import type { SequenceResults } from "../results.ts";

/**
 * What a reader has to know before what is said of networks that have not learned; nothing where both models have.
 *
 * @source own design
 */
export function unfinishedWords(results: SequenceResults): string[] {
  const share = (row: string) => estimateText(rowNamed(results, row)!.accuracy);
  return [
    ...(hasLearned(results, 1)
      ? []
      : [
          `CNN1 and CNN2 of model-1 have not both learned their task (they name ${share("cnn1")} and ${share("cnn2")} of the test digits): what is said of them here describes an unfinished training.`,
        ]),
    ...(hasLearned(results, 2)
      ? []
      : [
          `Model-2 has not learned the task (it is right on ${share("model2")} of the test pairs): what is said of it here describes an unfinished training.`,
        ]),
  ];
}
