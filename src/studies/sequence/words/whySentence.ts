import { percent } from "../../../figures/text.ts";
import { estimateText } from "../../claimText.ts";
import { furtherRows, type Hypothesis, hypothesesOf } from "../accuracy/hypotheses.ts";
import { paperTable, rowNamed } from "../accuracy/paperTable.ts";
import type { SequenceResults } from "../results.ts";

/** The reasons in the words of one sentence. */
const reasons: { readonly [Id in Hypothesis["id"]]: string } = {
  convergence: "that it had not finished learning",
  range: "that it could answer 0 to 9 only",
  told: "that labels were told in another way",
  errors: "mistakes of the CNNs",
  pairing: "other pairs",
  size: "another size",
  initialisation: "another initialisation",
};

/**
 * Why the source's LSTM was where it was.
 *
 * @source own design: the source gives the number, 49.4 %, and no reason
 */
export function whySentence(results: SequenceResults, isSource: boolean): string {
  const { accuracy, epochs } = rowNamed(results, "lstm")!;
  const paper = percent(paperTable.lstm.accuracy, 1);
  const hypotheses = hypothesesOf(results);
  const own = `${estimateText(accuracy)} after ${epochs} epochs`;
  if (hypotheses.length === 0) {
    return `Why the source's LSTM was at ${paper} was not asked; ours is at ${own}.`;
  }
  const further = furtherRows(results).map(
    ({ title, accuracy }) => `${estimateText(accuracy)} (${title})`,
  );
  const trained = `ours is at ${own}, and trained further at ${further.join(", ")}`;
  if (!isSource) {
    return `Why the source's LSTM was at ${paper} on MNIST these data cannot tell; ${trained}.`;
  }
  return `The source's LSTM was at ${paper}; ${trained}. ${verdictWords(hypotheses)}`;
}

function verdictWords(hypotheses: readonly Hypothesis[]): string {
  const listed = (verdict: Hypothesis["verdict"]) =>
    hypotheses.filter((own) => own.verdict === verdict).map(({ id }) => reasons[id]);
  const [explains, open, not] = [
    listed("would explain it"),
    listed("undecided"),
    listed("does not explain it"),
  ];
  const parts = [
    explains.length > 0
      ? `what would explain its number: ${inWords(explains)}`
      : `none of the ${hypotheses.length} reasons tried is found to explain its number`,
    ...(not.length > 0 ? [`what does not: ${inWords(not)}`] : []),
    ...(open.length > 0 ? [`undecided: ${inWords(open)}`] : []),
  ].join("; ");
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

/** "a", "a or b", "a, b or c". */
function inWords(items: readonly string[]): string {
  const last = items.at(-1)!;
  return items.length === 1 ? last : `${items.slice(0, -1).join(", ")} or ${last}`;
}
