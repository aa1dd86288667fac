import type { Figure } from "../../../figures/figure.ts";
import type { ReportSection } from "../../../figures/report.ts";
import type { ReportTable } from "../../../figures/reportTable.ts";
import { percent } from "../../../figures/text.ts";
import { estimateText, intervalText } from "../../claimText.ts";
import { countOf } from "../../words.ts";
import { type Hypothesis, hypothesesOf } from "../accuracy/hypotheses.ts";
import { epochsAt, epochsAtText } from "../accuracy/learningPace.ts";
import { paperTable } from "../accuracy/paperTable.ts";
import { rowDifference, rowNamed } from "../accuracy/rowNamed.ts";
import type { PairResult, RowResult, SequenceResults } from "../results.ts";
import { effectWords } from "../words/effectWords.ts";
import { unfinishedWords } from "../words/unfinishedWords.ts";
import { whyConclusion } from "../words/whySentence.ts";
import { distanceFigure, pairMap } from "./answerFigures.ts";
import { leadParagraph, leadTable } from "./leadTable.ts";
import { rateCurves, variantsFigure } from "./whyFigures.ts";

/** What the section is told besides the results. */
export interface WhySectionOptions {
  readonly subtitle: string;
  /** Whether the data are the source's, so that its numbers mean something here. */
  readonly isSource: boolean;
  /** What model-2's LSTM reads of its CNNs. */
  readonly reads: "logits" | "probabilities";
}

const paper = paperTable.lstm;

/**
 * Why the source's LSTM ended where it did, and whether model-2 is ahead for being trained as one.
 *
 * @source the number: Inoue & Tsukamoto 2021, table 2; the experiments are ours
 */
export async function whySection(
  results: SequenceResults,
  options: WhySectionOptions,
): Promise<ReportSection> {
  const hypotheses = hypothesesOf(results);
  const figures: Figure[] = [
    await variantsFigure(results, options),
    await rateCurves(results, options),
    await distanceFigure(results, options.subtitle),
    await pairMap(results, options.subtitle),
  ];
  return {
    id: "why",
    title: `Why was the source's LSTM at ${percent(paper.accuracy, 1)}?`,
    paragraphs: [
      ...unfinishedWords(results),
      whyConclusion(results, options.isSource),
      ruleSentence(hypotheses, options.isSource),
      ...hypotheses.map((own) => paragraphOf(own, results, options.isSource)),
      leadParagraph(results, options.reads),
      errorsParagraph(results),
    ],
    tables: [trainingsTable(results), leadTable(results)],
    figures,
  };
}

function paragraphOf(
  { title, evidence, trainings, verdict }: Hypothesis,
  results: SequenceResults,
  isSource: boolean,
): string {
  return `${title}? ${evidence} Verdict${isSource ? `: ${verdict}` : ` on these data: ${effectWords(results, trainings)}`}.`;
}

/** How it was asked. */
function ruleSentence(hypotheses: readonly Hypothesis[], isSource: boolean): string {
  const tolerance = (100 * paper.tolerance).toFixed(0);
  const caution = hypotheses.some(
    ({ id, verdict }) => id === "convergence" && verdict === "would explain it",
  )
    ? " As long as accuracy still rises at the end, a training that ends near the paper's number may only be a slower or faster one."
    : "";
  const interval = intervalText.replace(", Student t", "");
  const atPaper = `A training is said to end at the paper's number where its whole ${interval} is within ${tolerance} points of it, and elsewhere where the whole interval is farther away; all else is undecided, as is everything with a single seed.`;
  const elsewhere = `On other data than all of MNIST the paper's number is no measure. What is changed is said to move the LSTM where the ${interval} of the difference from the training of table 2, paired by seed, does not hold 0, and not to move it where the interval holds 0 and nothing beyond ${tolerance} points; all else is open, as is everything with a single seed.`;
  return `The source trained one LSTM, gives no reason for its number, and leaves open how labels are told and how large the LSTM is. ${countOf(hypotheses.length, "reason")} were tried, each by trainings that differ in that alone; several together were not. ${isSource ? `${atPaper}${caution}` : elsewhere}`;
}

/** By how much answers are off that are wrong, and of how many pairs nothing is known. */
function errorsParagraph(results: SequenceResults): string {
  const own = [
    { name: "model-1's LSTM", answers: rowNamed(results, "lstm")?.answers },
    { name: "model-2", answers: rowNamed(results, "model2")?.answers },
  ].flatMap(({ name, answers }) => (answers ? [{ name, answers }] : []));
  const never = own.map(
    ({ name, answers: { byPair } }) =>
      `${byPair.filter(({ share }) => share <= 0.05).length} of ${byPair.length} with ${name}`,
  );
  const errors = own.map(({ name, answers }) => errorsText(name, answers));
  return [
    `Where are answers wrong? Of all pairs of digits, hardly ever right (at most 5% of the time) are ${never.join(", ")}.`,
    `Wrong answers may be nearly right: ${errors.join("; ")}.`,
    "An answer is off by an even number where the second digit, which counts twice, is taken for another and the first is not.",
  ].join(" ");
}

function errorsText(name: string, { errors }: PairResult): string {
  const wrong = errors.filter(({ error }) => error !== 0);
  const all = sumOf(wrong);
  if (all === 0) return `${name} has no wrong answers`;
  const shareOf = (isMeant: (error: number) => boolean) =>
    percent(sumOf(wrong.filter(({ error }) => isMeant(error))) / all);
  return `of those of ${name}, ${shareOf((error) => Math.abs(error) <= 3)} are off by no more than 3, and ${shareOf((error) => error % 2 === 0)} by an even number`;
}

function sumOf(shares: readonly { readonly share: number }[]): number {
  return shares.reduce((sum, { share }) => sum + share, 0);
}

function trainingsTable(results: SequenceResults): ReportTable {
  const own = rowNamed(results, "lstm")!;
  const rows = [own, ...results.rows.filter(({ group }) => group === "lstm")];
  return {
    caption: `Every training of model-1's LSTM, and when it first came to ${percent(paper.accuracy, 1)} (±: ${intervalText}; differences paired by seed)`,
    columns: [
      "training",
      "rate",
      "epochs",
      "accuracy",
      "against table 2",
      `first at ${percent(paper.accuracy, 1)}`,
    ],
    align: ["left", "right", "right", "right", "right", "left"],
    rows: rows.map((row) => [
      row === own ? "as in table 2" : row.title,
      Number(row.learningRate.toPrecision(6)),
      row.epochs,
      estimateText(row.accuracy),
      row === own ? "–" : againstTable(results, row),
      epochsAtText(epochsAt(row, paper.accuracy)),
    ]),
  };
}

function againstTable(results: SequenceResults, { row }: RowResult): string {
  const difference = rowDifference(results, [row, "lstm"]);
  return difference && Number.isFinite(difference.mean)
    ? estimateText(difference, "difference")
    : "not measured";
}
