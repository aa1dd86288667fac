import { type Estimate, estimateOf } from "../../core/statistics.ts";
import type { AnalysisContext, MeasuredCell } from "../study.ts";
import type { Group, Pairing, Told } from "./cells.ts";
import type { CnnName } from "./compare/cnnName.ts";
import { type CnnPair, compareCnns } from "./compare/compareCnns.ts";
import { isDigitThird } from "./data/parts.ts";
import type { SequenceMeasured } from "./measure/measure.ts";
import type { CnnMeasured } from "./measure/measureCnn.ts";
import { largestError, type PairAnswers, type PairExample } from "./measure/measurePairs.ts";
import type { SequenceSettings } from "./settings.ts";

/**
 * What the study found.
 *
 * Units: accuracies and shares are fractions in [0, 1], with 95 % intervals over seeds (Student t)
 * @source Inoue & Tsukamoto 2021, table 2, figures 4 and 5; what goes beyond them is ours
 */
export interface SequenceResults {
  readonly rows: readonly RowResult[];
  /** Every CNN of every seed: model-1's, then model-2's. */
  readonly cnns: readonly CnnResult[];
  readonly pairs: readonly CnnPair[];
  /** Share of the test pairs after which a digit comes third, and not a smaller or larger number. */
  readonly digitShare: number;
  /** Test pairs as they are shown, with the answers of the first seed's model-2. */
  readonly examples: readonly PairExample[];
}

/** One network, trained in one way: what its seeds gave together. */
export interface RowResult {
  readonly row: string;
  readonly group: Group;
  readonly heading: string;
  readonly title: string;
  readonly network: string;
  /** Empty where nobody tells it anything. */
  readonly told: Told | "";
  readonly pairing: Pairing;
  readonly learningRate: number;
  readonly epochs: number;
  /** Of the test digits or test pairs, after the last epoch. */
  readonly accuracy: Estimate;
  readonly history: readonly {
    readonly seed: number;
    readonly epoch: number;
    readonly accuracy: number;
  }[];
  /** Null for a CNN alone. */
  readonly answers: PairResult | null;
}

/** Where a network's answers to pairs are right. */
export interface PairResult {
  /** By the two digits, of all seeds together; pairs that the test set has not are left out. */
  readonly byPair: readonly PairShare[];
  /** By how far the second digit is from the first: from -9 to 9. */
  readonly byDistance: readonly { readonly distance: number; readonly share: Estimate }[];
  /** How often answers are off by how much, of all seeds together; errors that never occur are left out. */
  readonly errors: readonly { readonly error: number; readonly share: number }[];
}

/** Right answers to the pairs that begin with two digits. */
export interface PairShare {
  readonly first: number;
  readonly second: number;
  readonly count: number;
  readonly share: number;
}

/** One of the CNNs, from its beginning to its end. */
export interface CnnResult extends CnnName, Omit<CnnMeasured, "place" | "outputs"> {}

type Measured = MeasuredCell<SequenceMeasured>;

/** Puts the seeds of every row together, and sets every CNN beside the others. */
export function analyseSequence(
  cells: readonly Measured[],
  _context: AnalysisContext<SequenceSettings>,
): SequenceResults {
  const names = [...new Set(cells.map(({ cell }) => cell.factors.row))];
  const rows = names.map((row) => rowOf(cells.filter(({ cell }) => cell.factors.row === row)));
  const measured = cells.flatMap(cnnsOf);
  return {
    rows,
    cnns: measured.map(({ outputs: _outputs, ...cnn }) => cnn),
    pairs: compareCnns(measured),
    digitShare: digitShareOf(cells),
    examples:
      cells.find(({ cell }) => cell.factors.row === "model2")?.measured.pairs?.examples ?? [],
  };
}

function rowOf(cells: readonly Measured[]): RowResult {
  const { cell } = cells[0]!;
  const { row, group, heading, title, told, pairing } = cell.factors;
  const answered = cells.flatMap(({ measured }) => measured.pairs ?? []);
  return {
    row: String(row),
    group: group as Group,
    heading: String(heading),
    title: String(title),
    network: cell.network,
    told: told as Told | "",
    pairing: pairing as Pairing,
    learningRate: cell.learningRate,
    epochs: cell.epochs,
    accuracy: estimateOf(cells.map(({ history }) => history.at(-1)!["test/accuracy"])),
    history: cells.flatMap(({ cell, history }) =>
      history.map((metrics) => ({
        seed: Number(cell.factors.repetition),
        epoch: metrics.epoch,
        accuracy: metrics["test/accuracy"],
      })),
    ),
    answers: answered.length === 0 ? null : answersOf(answered),
  };
}

function answersOf(seeds: readonly PairAnswers[]): PairResult {
  const [counts, right, errors] = (["counts", "right", "errors"] as const).map((key) =>
    seeds[0]![key].map((_, at) => seeds.reduce((sum, own) => sum + own[key][at]!, 0)),
  );
  const all = counts!.reduce((sum, count) => sum + count, 0);
  const byPair = counts!.map((count, at) => {
    const [first, second] = [Math.floor(at / 10), at % 10];
    return { first, second, count, share: right![at]! / count };
  });
  const distances = Array.from({ length: 19 }, (_, at) => at - 9);
  return {
    byPair: byPair.filter(({ count }) => count > 0),
    byDistance: distances.flatMap((distance) => {
      const shares = seeds.map((own) => shareAt(own, distance));
      return shares.every(Number.isFinite) ? [{ distance, share: estimateOf(shares) }] : [];
    }),
    errors: errors!
      .map((count, at) => ({ error: at - largestError, share: count / all }))
      .filter(({ share }) => share > 0),
  };
}

/** Of the pairs whose second digit is so far from the first; not a number where there are none. */
function shareAt({ counts, right }: PairAnswers, distance: number): number {
  let [all, hits] = [0, 0];
  counts.forEach((count, at) => {
    if ((at % 10) - Math.floor(at / 10) !== distance) return;
    all += count;
    hits += right[at]!;
  });
  return hits / all;
}

/** The CNNs of a cell, by name. */
function cnnsOf({ cell, measured }: Measured): (CnnName & CnnMeasured)[] {
  const model = cell.network === "cnn002" ? 1 : 2;
  return measured.cnns.map((cnn) => ({ model, seed: Number(cell.factors.repetition), ...cnn }));
}

function digitShareOf(cells: readonly Measured[]): number {
  const counts = cells.find(({ measured }) => measured.pairs)?.measured.pairs?.counts ?? [];
  const all = counts.reduce((sum, count) => sum + count, 0);
  const inside = counts.filter((_, at) => isDigitThird(Math.floor(at / 10), at % 10));
  return inside.reduce((sum, count) => sum + count, 0) / all;
}
