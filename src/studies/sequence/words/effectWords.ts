import type { Estimate } from "../../../core/statistics.ts";
import { estimateText } from "../../claimText.ts";
import { sideOf } from "../../differenceWords.ts";
import { paperTable } from "../accuracy/paperTable.ts";
import { rowDifference } from "../accuracy/rowNamed.ts";
import type { RowResult, SequenceResults } from "../results.ts";

const { tolerance } = paperTable.lstm;

/**
 * By how much each of some trainings of model-1's LSTM ends elsewhere than that of table 2.
 *
 * @source own design: on other data than the source's its number decides nothing, but what moves an LSTM can be told
 */
export function effectWords(results: SequenceResults, trainings: readonly RowResult[]): string {
  const effects = trainings.map(({ row, title }) => {
    const difference = rowDifference(results, [row, "lstm"]);
    return { kind: kindOf(difference), text: `${sizeOf(difference)} (${title})` };
  });
  const listed = (kind: Kind, words: string) => {
    const own = effects.filter((effect) => effect.kind === kind).map(({ text }) => text);
    return own.length === 0 ? [] : [`${words} ${own.join(", ")}`];
  };
  return [
    ...listed("moves", "moves it by"),
    ...listed("still", "does not move it:"),
    ...listed("open", "open:"),
  ].join("; ");
}

type Kind = "moves" | "still" | "open";

function kindOf(difference: Estimate | null): Kind {
  if (!difference || difference.low === null || difference.high === null) return "open";
  if (sideOf(difference)) return "moves";
  return difference.low >= -tolerance && difference.high <= tolerance ? "still" : "open";
}

function sizeOf(difference: Estimate | null): string {
  return difference && Number.isFinite(difference.mean)
    ? estimateText(difference, "difference")
    : "not measured";
}
