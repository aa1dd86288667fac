import { percent } from "../../../figures/text.ts";
import { verdictOf } from "../../claim.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import { sideOf } from "../../differenceWords.ts";
import { isMnist } from "../../isMnist.ts";
import type { JudgedConclusion } from "../../judgeConclusions.ts";
import type { AnalysisContext } from "../../study.ts";
import { paperTable } from "../accuracy/paperTable.ts";
import { hasLearned, rowNamed } from "../accuracy/rowNamed.ts";
import { ratioToRandom } from "../compare/filterEffects.ts";
import type { SequenceResults } from "../results.ts";
import type { SequenceSettings } from "../settings.ts";
import { verdictsOf } from "../verdicts.ts";
import { leadSentence } from "./leadSentence.ts";
import { whySentence } from "./whySentence.ts";

const notAnswered =
  "Not answered: model-2 is not right on half of the test pairs. It has to be trained for longer, or otherwise, before its filters can say anything.";

/**
 * What the numbers say, as sentences: each is computed, so that no sentence can outlive its number.
 *
 * @source own design
 */
export function summaryOf(
  results: SequenceResults,
  { settings, dataset }: AnalysisContext<SequenceSettings>,
): string[] {
  const isSource = isMnist(dataset);
  const table = tableSentence(results, isSource);
  if (!hasLearned(results, 1)) {
    return [
      "Not answered: CNN1 or CNN2 of model-1 does not name half of the digits. They have to be trained for longer, or with another learning rate, before their filters can say anything.",
      table,
    ];
  }
  return [
    hasLearned(results, 2) ? answerSentence(results) : notAnswered,
    table,
    whySentence(results, isSource),
    ...leadSentence(results, settings.reads),
    conclusionsSentence(verdictsOf(results, dataset)),
  ];
}

/** Whether filters that were learned alone and within model-2 become the same. */
function answerSentence(results: SequenceResults): string {
  const quantity = "matched scale-free distance";
  const between = ratioToRandom(results, "between the models", quantity);
  const alone = ratioToRandom(results, "within model-1", quantity);
  if (!between || !alone) {
    return "Not answered: there are filters without a direction, so that they cannot be compared.";
  }
  const verdict = verdictOf({ kind: "above", value: 0.5 }, between);
  const answer = {
    upheld: "No",
    missed: "Largely yes",
    undecided: between.n === 1 ? "Open, for want of a second seed" : "Open",
  }[verdict];
  const side = sideOf(differenceBetween(between, alone) ?? between);
  const comparison =
    side === "above"
      ? "so training as one drives them apart"
      : side === "below"
        ? "so training as one does not drive them apart"
        : "which does not tell whether training as one has a part in it";
  const text = (own: typeof between) => estimateText(own, "number");
  return `${answer}: matched one to one and divided by their lengths, filters learned within model-2 are ${text(between)} times as far from those learned alone as filters that point anywhere would be (0: the same filters). Those of two CNNs that both learned alone are ${text(alone)} times as far from each other, ${comparison}.`;
}

/** Table 2 beside the paper's. */
function tableSentence(results: SequenceResults, isSource: boolean): string {
  const share = (row: keyof typeof paperTable) => {
    const paper = `${isSource ? "paper" : "paper, all of MNIST"}: ${percent(paperTable[row].accuracy, 1)}`;
    return `${estimateText(rowNamed(results, row)!.accuracy)} (${paper})`;
  };
  const { n } = rowNamed(results, "model2")!.accuracy;
  return `Model-2 is right on ${share("model2")} of the test pairs, model-1's LSTM on ${share("lstm")}; of the test digits, CNN1 names ${share("cnn1")} and CNN2 ${share("cnn2")} (${n === 1 ? "one seed" : `means of ${n} seeds, ±: ${intervalText}`}).`;
}

function conclusionsSentence(conclusions: readonly JudgedConclusion[]): string {
  const said = conclusions.map(({ short, verdict }) => `that ${short} is ${verdict}`);
  return `Of the source's three conclusions, ${said.join("; ")}.`;
}
