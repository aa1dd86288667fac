import type { ReportTable } from "../../../figures/reportTable.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { differenceWords, sideOf } from "../../differenceWords.ts";
import { furtherRows } from "../accuracy/hypotheses.ts";
import { hasLearned, rowDifference, rowNamed, toldAsModel2 } from "../accuracy/rowNamed.ts";
import type { RowResult, SequenceResults } from "../results.ts";

/**
 * Model-2 of table 2 beside every LSTM of model-1 that was told or trained better, by the LSTM's row.
 *
 * @source own design
 */
export function leadTable(results: SequenceResults): ReportTable {
  const faster = rowNamed(results, "model2-rate10");
  const own = leadRows(results).map((row) => rowOf(results, row, "model2"));
  const fast = rowNamed(results, "lstm-rate10");
  return {
    caption: `How far model-2 is ahead of model-1's LSTM (±: ${intervalText}; paired by seed)`,
    columns: ["model-1's LSTM", "accuracy", "model-2", "accuracy", "lead", "who is ahead"],
    align: ["left", "right", "left", "right", "right", "left"],
    rows: faster && fast ? [...own, rowOf(results, fast, "model2-rate10")] : own,
  };
}

/** Whether model-2's lead comes from being trained as one. */
export function leadParagraph(results: SequenceResults, reads: "logits" | "probabilities"): string {
  const same = toldAsModel2(results, reads);
  const longer = rowNamed(results, "lstm-longer");
  const lead = same ? rowDifference(results, ["model2", same.row]) : null;
  const table = rowDifference(results, ["model2", "lstm"]);
  const [side, tableSide] = [lead, table].map((own) => (own ? sideOf(own) : undefined));
  const overLonger = longer ? rowDifference(results, ["model2", "lstm-longer"]) : null;
  const what = reads === "logits" ? "outputs before softmax" : "probabilities";
  return [
    `Is model-2 ahead because it is trained as one? Its LSTM reads ten ${what} of each image, that of model-1 predicted labels. Told the same ${what}, of CNNs that were trained alone, model-1's LSTM is right on ${same ? estimateText(same.accuracy) : "a share that was not measured"}: ${differenceWords(lead, leadWords, "difference")}.`,
    hasLearned(results, 2)
      ? causeSentence(tableSide, side)
      : "As model-2 has not learned the task, this says nothing of what training as one is worth.",
    `Beside an LSTM of model-1 that is trained twice as long: ${differenceWords(overLonger, leadWords, "difference")}.`,
  ].join(" ");
}

type Side = ReturnType<typeof sideOf>;

/** What follows from who is ahead in table 2, and where both LSTMs read the same. */
function causeSentence(inTable: Side, readingTheSame: Side): string {
  if (inTable === undefined) return "Whether table 2 shows a lead here at all is undecided.";
  if (inTable === "below") return "Table 2 shows no lead here that would have to be explained.";
  if (readingTheSame === undefined) {
    return "So it stays open whether training as one adds anything to what the LSTM reads.";
  }
  return readingTheSame === "above"
    ? "So the lead comes not only from what the LSTM reads: training as one adds to it."
    : "So the lead of table 2 comes from what the LSTM reads, not from training as one.";
}

const leadWords = { above: "model-2 is ahead", below: "model-2 is behind" } as const;

/** That of table 2, those told outputs, and those trained longer or faster. */
function leadRows(results: SequenceResults): RowResult[] {
  const told = results.rows.filter(
    (row) => row.group === "lstm" && (row.told === "logits" || row.told === "soft"),
  );
  const further = furtherRows(results);
  const others = [...told.filter((row) => !further.includes(row)), ...further];
  return [rowNamed(results, "lstm")!, ...others].filter(({ heading }) =>
    ["", "what the LSTM is told", "how it is trained"].includes(heading),
  );
}

function rowOf(results: SequenceResults, row: RowResult, model2: string) {
  const other = rowNamed(results, model2)!;
  const lead = rowDifference(results, [model2, row.row]);
  const isKnown = lead && Number.isFinite(lead.mean);
  return [
    row.row === "lstm" ? "as in table 2" : row.title,
    estimateText(row.accuracy),
    model2 === "model2" ? "as in table 2" : "10 × the rate",
    estimateText(other.accuracy),
    isKnown ? estimateText(lead, "difference") : "not measured",
    isKnown ? whoIsAhead(sideOf(lead)) : "not measured",
  ];
}

function whoIsAhead(side: "above" | "below" | undefined): string {
  if (side === undefined) return "not told apart";
  return side === "above" ? "model-2" : "model-1's LSTM";
}
