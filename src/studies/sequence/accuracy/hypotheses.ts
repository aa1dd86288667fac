import { percent, points } from "../../../figures/text.ts";
import { estimateText } from "../../claimText.ts";
import { differenceBetween } from "../../differenceBetween.ts";
import type { RowResult, SequenceResults } from "../results.ts";
import { bothNamed } from "./bothNamed.ts";
import { epochsAt, epochsAtText, lateChange } from "./learningPace.ts";
import { type BesidePaper, besidePaper, paperTable } from "./paperTable.ts";
import { rowDifference, rowNamed } from "./rowNamed.ts";

/**
 * A reason why the source's LSTM could have ended where it did, and what speaks for it and against it.
 *
 * @source own design: the source gives the number, 49.4 %, and no reason
 */
export interface Hypothesis {
  readonly id: "convergence" | "range" | "told" | "errors" | "pairing" | "size" | "initialisation";
  /** The reason, as a statement about the source's LSTM. */
  readonly title: string;
  readonly evidence: string;
  /** What it was tried by: other trainings of the LSTM than that of table 2. */
  readonly trainings: readonly RowResult[];
  readonly verdict: "would explain it" | "does not explain it" | "undecided";
}

type Verdict = Hypothesis["verdict"];

/** All reasons that were tried; none where the study was run without its experiments. */
export function hypothesesOf(results: SequenceResults): Hypothesis[] {
  if (!results.rows.some(({ group }) => group === "lstm")) return [];
  const { told } = lstmOf(results);
  const rows = lstmRows(results);
  return [
    convergence(results),
    range(results),
    ofVariants(
      { id: "told", title: "It was told in another way what the CNNs say" },
      rows.filter((row) => row.told !== told && row.told !== "true"),
    ),
    errors(results),
    ofVariants(
      { id: "pairing", title: "It learned from other pairs" },
      rows.filter(({ pairing }) => pairing === "random"),
    ),
    size(results, rows),
    ofVariants(
      { id: "initialisation", title: "It began otherwise" },
      rows.filter(({ row }) => row === "lstm-keras" || row === "lstm-pytorch"),
    ),
  ];
}

/** Trainings that differ from that of table 2 only in how long or how fast they go. */
export function furtherRows(results: SequenceResults): RowResult[] {
  return lstmRows(results).filter(({ heading }) => heading === "how it is trained");
}

const paper = paperTable.lstm;
const paperText = percent(paper.accuracy, 1);

function lstmOf(results: SequenceResults): RowResult {
  return rowNamed(results, "lstm")!;
}

function lstmRows({ rows }: SequenceResults): RowResult[] {
  return rows.filter(({ group }) => group === "lstm");
}

function placeOf({ accuracy }: RowResult): BesidePaper {
  return besidePaper(accuracy, paper);
}

function convergence(results: SequenceResults): Hypothesis {
  const own = lstmOf(results);
  const further = furtherRows(results);
  const { over, change } = lateChange(own);
  const passed = epochsAt(own, paper.accuracy);
  const when = epochsAtText(passed);
  return {
    id: "convergence",
    title: "It had not finished learning",
    evidence: [
      `Trained as in table 2, the LSTM is right on ${estimateText(own.accuracy)} of the test pairs after ${own.epochs} epochs.`,
      `In the last ${over === 1 ? "epoch" : `${over} epochs`} this changed by ${estimateText(change, "difference")} an epoch.`,
      when === "never"
        ? `It does not come to ${paperText}.`
        : `It first comes to ${paperText} at ${when}.`,
      `Trained longer or faster, it is right on ${listOf(further)}.`,
      ...ceilingSentence(results, further),
    ].join(" "),
    trainings: further,
    verdict: convergenceVerdict(passed.map((epoch) => epoch !== null && epoch <= own.epochs / 2)),
  };

  function convergenceVerdict(isEarly: readonly boolean[]): Verdict {
    const places = further.map(placeOf);
    if (isEarly.length < 2 || !Number.isFinite(own.accuracy.mean)) return "undecided";
    if (isEarly.every((early) => early)) return "does not explain it";
    if (places.every((place) => place === "near" || place === "below"))
      return "does not explain it";
    return places.includes("above") && !isEarly.includes(true) ? "would explain it" : "undecided";
  }
}

/** Where what is left to learn is not what keeps the longer and the faster trainings from being right. */
function ceilingSentence(results: SequenceResults, further: readonly RowResult[]): string[] {
  const most = bothNamed(results);
  const isThere = further.every(({ accuracy }) => {
    const difference = differenceBetween(accuracy, most);
    return difference !== null && Math.abs(difference.mean) <= 0.01;
  });
  if (!isThere) return [];
  return [
    `All of these end within a point of ${estimateText(most)}, the share of the pairs whose digits both CNNs name right if they err independently: there it is the CNNs' mistakes that leave no more to gain.`,
  ];
}

function range(results: SequenceResults): Hypothesis {
  const { digitShare } = results;
  const row = rowNamed(results, "lstm-digits")!;
  const model2 = paperTable.model2.accuracy;
  const place = placeOf(row);
  const isFar = Math.abs(digitShare - paper.accuracy) > paper.tolerance;
  const verdict = isFar
    ? "does not explain it"
    : place === "near"
      ? "would explain it"
      : "undecided";
  return {
    id: "range",
    title: "It could answer 0 to 9 only",
    evidence: [
      `A digit comes third after ${percent(digitShare, 1)} of the test pairs. A network that could say nothing else would be right on no more, which is ${apartText(digitShare - paper.accuracy)} the paper's ${paperText}.`,
      `Shown only such pairs, the LSTM is right on ${estimateText(row.accuracy)} of all.`,
      ...(isFar || place === "near"
        ? []
        : ["Only a training that had learned all that it could would end at that share."]),
      ...(model2 > digitShare
        ? [
            `The source's model-2, at ${percent(model2, 1)}, cannot have been limited so: it would have to be model-1 alone.`,
          ]
        : []),
    ].join(" "),
    trainings: [row],
    verdict,
  };
}

function errors(results: SequenceResults): Hypothesis {
  const [cnn1, cnn2] = [rowNamed(results, "cnn1")!, rowNamed(results, "cnn2")!];
  const told = rowNamed(results, "lstm-true")!;
  const both = bothNamed(results);
  const gain = rowDifference(results, ["lstm-true", "lstm"])!;
  return {
    id: "errors",
    title: "The CNNs' mistakes misled it",
    evidence: [
      `CNN1 names ${estimateText(cnn1.accuracy)} of the digits, CNN2 ${estimateText(cnn2.accuracy)}: if they err independently, both digits of ${estimateText(both)} of the pairs are named right.`,
      `Told the true labels instead, the LSTM is right on ${estimateText(told.accuracy)}: ${estimateText(gain, "difference")} against the training of table 2.`,
    ].join(" "),
    trainings: [told],
    verdict: errorsVerdict(),
  };

  function errorsVerdict(): Verdict {
    const most = besidePaper(both, paper);
    if (most === "near" || most === "below") return "would explain it";
    const [low, high] = [gain.low ?? Number.NaN, gain.high ?? Number.NaN];
    if (most === "above" && high < paper.tolerance) return "does not explain it";
    return low > paper.tolerance && placeOf(told) === "above" ? "would explain it" : "undecided";
  }
}

/** A size between two would explain the number where it lies between what those two reach. */
function size(results: SequenceResults, rows: readonly RowResult[]): Hypothesis {
  const own = lstmOf(results);
  const smaller = rows.filter(({ row }) => row === "lstm-small");
  const tried = ofVariants({ id: "size", title: "It was of another size" }, smaller);
  const sides = [own, ...smaller].map(({ accuracy: { low, high } }) => {
    if (low !== null && low > paper.accuracy) return "above";
    return high !== null && high < paper.accuracy ? "below" : "open";
  });
  if (!(sides.includes("above") && sides.includes("below"))) return tried;
  return {
    ...tried,
    evidence: `${tried.evidence} Between that and ${estimateText(own.accuracy)} (as in table 2) lies the paper's number: an LSTM of a size in between may end there.`,
    verdict: "would explain it",
  };
}

/** A reason that some other trainings show: it would explain the number where one of them ends there. */
function ofVariants(
  { id, title }: Pick<Hypothesis, "id" | "title">,
  rows: readonly RowResult[],
): Hypothesis {
  const places = rows.map(placeOf);
  const isElsewhere = places.every((place) => place === "above" || place === "below");
  return {
    id,
    title,
    evidence: `The LSTM is right on ${listOf(rows)}.`,
    trainings: rows,
    verdict: places.includes("near")
      ? "would explain it"
      : isElsewhere
        ? "does not explain it"
        : "undecided",
  };
}

/** Accuracies of trainings, each with what it is called. */
function listOf(rows: readonly RowResult[]): string {
  return rows.map(({ title, accuracy }) => `${estimateText(accuracy)} (${title})`).join(", ");
}

function apartText(difference: number): string {
  const size = points(difference).replace(/^[+−]/, "");
  if (Number(size) === 0) return "as much as";
  return `${size} points ${difference < 0 ? "below" : "above"}`;
}
