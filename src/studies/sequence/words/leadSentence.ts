import { estimateText } from "../../claimText.ts";
import { sideOf } from "../../differenceWords.ts";
import { hasLearned, rowDifference, toldAsModel2 } from "../accuracy/rowNamed.ts";
import type { SequenceResults } from "../results.ts";

/**
 * Whether model-2 beats model-1 because it is trained as one, or because of what its LSTM reads; nothing where no LSTM of
 * model-1 was told the same, or model-2 has not learned.
 *
 * @source own design
 */
export function leadSentence(
  results: SequenceResults,
  reads: "logits" | "probabilities",
): string[] {
  if (!hasLearned(results, 2)) return [];
  const told = toldAsModel2(results, reads);
  const lead = rowDifference(results, ["model2", "lstm"]);
  const rest = told ? rowDifference(results, ["model2", told.row]) : null;
  if (!told || !lead || !rest || ![lead.mean, rest.mean].every(Number.isFinite)) return [];
  const ahead = sideOf(lead);
  const begin =
    ahead === "above"
      ? `Model-2 is ahead of model-1 (${estimateText(lead, "difference")})`
      : ahead === "below"
        ? `Model-2 is behind model-1 (${estimateText(lead, "difference")})`
        : `Whether model-2 is ahead of model-1 stays open (${estimateText(lead, "difference")})`;
  const what = reads === "logits" ? "outputs before softmax" : "probabilities";
  return [
    `${begin}; told the same ${what} that model-2's LSTM reads, but of CNNs trained alone, model-1's LSTM comes to ${estimateText(told.accuracy)}, ${restWords(sideOf(rest), ahead)} (model-2 less this: ${estimateText(rest, "difference")}).`,
  ];
}

type Side = ReturnType<typeof sideOf>;

function restWords(rest: Side, ahead: Side): string {
  switch (rest) {
    case "above":
      return "behind model-2: training as one is worth something by itself";
    case "below":
      return ahead === "above"
        ? "ahead of model-2: the lead comes from what the LSTM reads, and not from training as one"
        : "ahead of model-2: training as one is worth nothing by itself";
    case undefined:
      return "which leaves open whether training as one is worth anything by itself";
    default:
      return rest satisfies never;
  }
}
