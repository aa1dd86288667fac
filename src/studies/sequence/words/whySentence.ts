import { percent } from "../../../figures/text.ts";
import { estimateText } from "../../claimText.ts";
import { countOf } from "../../words.ts";
import { furtherRows, type Hypothesis, hypothesesOf } from "../accuracy/hypotheses.ts";
import { paperTable } from "../accuracy/paperTable.ts";
import { rowNamed } from "../accuracy/rowNamed.ts";
import type { RowResult, SequenceResults } from "../results.ts";

/** What could have done it. */
const reasons: { readonly [Id in Hypothesis["id"]]: string } = {
  convergence: "training that ended too early",
  range: "answers from 0 to 9 only",
  told: "labels told in another way",
  errors: "mistakes of the CNNs",
  pairing: "other pairs",
  size: "another size",
  initialisation: "another initialisation",
};

const paper = percent(paperTable.lstm.accuracy, 1);

/**
 * Why the source's LSTM was where it was, and where ours is.
 *
 * @source own design: the source gives the number, 49.4 %, and no reason
 */
export function whySentence(results: SequenceResults, isSource: boolean): string {
  const { accuracy, epochs } = rowNamed(results, "lstm")!;
  const own = `${estimateText(accuracy)} after ${countOf(epochs, "epoch")}`;
  if (hypothesesOf(results).length === 0) {
    return `Why the source's LSTM was at ${paper} was not asked; ours is at ${own}.`;
  }
  const further = furtherRows(results).map(
    ({ title, accuracy }) => `${estimateText(accuracy)} (${title})`,
  );
  return `${whyConclusion(results, isSource)} Ours is at ${own}, and trained longer or faster at ${further.join(", ")}.`;
}

/** The same in one sentence without our numbers; on other data than the source's, how far one change moves an LSTM. */
export function whyConclusion(results: SequenceResults, isSource: boolean): string {
  return isSource
    ? verdictWords(hypothesesOf(results))
    : `Why the source's LSTM was at ${paper} on all of MNIST, these data cannot tell${rangeWords(results)}.`;
}

function verdictWords(hypotheses: readonly Hypothesis[]): string {
  const listed = (verdict: Hypothesis["verdict"]) =>
    hypotheses.filter((own) => own.verdict === verdict).map(({ id }) => reasons[id]);
  const [explains, open, not] = [
    listed("would explain it"),
    listed("undecided"),
    listed("does not explain it"),
  ];
  const found =
    explains.length > 0
      ? `The source's ${paper} would be explained by ${inWords(explains)}`
      : `None of the ${hypotheses.length} reasons tried is found to explain the source's ${paper}`;
  return [
    found,
    not.length > 0 ? `${explains.length > 0 ? ", but not by" : ": not"} ${inWords(not)}` : "",
    openWords(open, hypotheses.length),
    ".",
  ].join("");
}

function openWords(open: readonly string[], count: number): string {
  if (open.length === 0) return "";
  return open.length === count ? "; all are undecided" : `; undecided: ${inWords(open)}`;
}

/** The least and the greatest accuracy of all trainings of the LSTM. */
function rangeWords(results: SequenceResults): string {
  const rows = [rowNamed(results, "lstm")!, ...results.rows.filter(({ group }) => group === "lstm")]
    .filter(({ accuracy }) => Number.isFinite(accuracy.mean))
    .toSorted((a, b) => a.accuracy.mean - b.accuracy.mean);
  const [least, most] = [rows[0], rows.at(-1)];
  if (!least || !most) return "";
  const text = ({ row, title, accuracy }: RowResult) =>
    `${estimateText(accuracy)} (${row === "lstm" ? "as in table 2" : title})`;
  return `; here, with one thing changed at a time, such an LSTM ends at ${text(least)} to ${text(most)}`;
}

/** "a", "a or b", "a, b or c". */
function inWords(items: readonly string[]): string {
  const last = items.at(-1)!;
  return items.length === 1 ? last : `${items.slice(0, -1).join(", ")} or ${last}`;
}
