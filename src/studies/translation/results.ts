import { type Estimate, estimateOf } from "../../core/statistics.ts";
import { rightAnswers, type Shift } from "../../probes/movement/measureShiftGrid.ts";
import type { AnalysisContext, MeasuredCell } from "../study.ts";
import type { Group } from "./cells.ts";
import type { Example, TranslationMeasured } from "./measure.ts";
import type { TranslationSettings } from "./settings.ts";

/**
 * What the study found, a row for each network and way of training.
 *
 * Units: accuracies and shares are fractions in [0, 1], with 95 % intervals over seeds (Student t)
 * @source Tanaka 2024, table 1 and figures 1 to 4
 */
export interface TranslationResults {
  readonly shifts: readonly Shift[];
  /** What entered at the edges, save for the circular network. */
  readonly mode: "zero" | "circular";
  readonly rows: readonly RowResult[];
  /** Of the first seed. */
  readonly examples: readonly Example[];
}

/** One network, trained in one way: what its seeds gave together. */
export interface RowResult {
  readonly row: string;
  readonly group: Group;
  readonly title: string;
  readonly network: string;
  readonly epochs: number;
  readonly seeds: readonly number[];
  readonly plain: Estimate;
  readonly shifted: Estimate;
  readonly counts: readonly SeedCounts[];
  readonly accuracy: readonly AtShift[];
  /** By true class; classes without a test image are left out. */
  readonly classAccuracy: readonly (AtShift & { readonly label: number })[];
  /** Share of the images that keep the answer that they get without a shift. */
  readonly unchanged: readonly AtShift[];
  /** Share of each true class's images answered with "2" and "3", moved sideways only. */
  readonly answers: readonly AnswerAt[];
  readonly layers: readonly LayerAt[];
  readonly history: readonly {
    readonly seed: number;
    readonly epoch: number;
    readonly accuracy: number;
  }[];
}

/** Right answers as the source counts them. Units: images */
export interface SeedCounts {
  readonly seed: number;
  readonly plainRight: number;
  readonly plainCount: number;
  readonly shiftedRight: number;
  readonly shiftedCount: number;
}

/** What is true of all test images, or of a class of them, under one shift. */
export interface AtShift extends Shift {
  readonly share: Estimate;
}

/** How much of a true class gets a certain answer when it is moved by `dx`. */
export interface AnswerAt {
  readonly answer: number;
  readonly label: number;
  readonly dx: number;
  readonly share: Estimate;
}

/** A layer's equivariance error when the image moves by `dx`; the unit is that of `LayerError`. */
export interface LayerAt {
  readonly layer: string;
  readonly dx: number;
  readonly error: Estimate;
}

type Measured = MeasuredCell<TranslationMeasured>;

/** The digits that the biased training set displaces: the answers that it should provoke. */
const provoked = [2, 3];

/** Puts the seeds of every row together. */
export function analyseTranslation(
  cells: readonly Measured[],
  { settings }: AnalysisContext<TranslationSettings>,
): TranslationResults {
  const names = [...new Set(cells.map(({ cell }) => String(cell.factors.row)))];
  const rows = names.map((row) => rowOf(cells.filter(({ cell }) => cell.factors.row === row)));
  const biased = cells.find(({ measured }) => measured.examples.length > 0);
  return {
    shifts: cells[0]?.measured.grid.shifts ?? [],
    mode: settings.mode,
    rows,
    examples: biased?.measured.examples ?? [],
  };
}

function rowOf(cells: readonly Measured[]): RowResult {
  const [first] = cells;
  const { shifts, classes } = first!.measured.grid;
  const counts = cells.map(countsOf);
  const perShift = (share: (cell: Measured, index: number) => number): AtShift[] =>
    shifts.map((shift, index) => ({
      ...shift,
      share: estimateOf(cells.map((cell) => share(cell, index))),
    }));
  return {
    row: String(first!.cell.factors.row),
    group: first!.cell.factors.group as Group,
    title: String(first!.cell.factors.title),
    network: first!.cell.network,
    epochs: first!.cell.epochs,
    seeds: cells.map(({ cell }) => cell.seed),
    plain: estimateOf(counts.map(({ plainRight, plainCount }) => plainRight / plainCount)),
    shifted: estimateOf(
      counts.map(({ shiftedRight, shiftedCount }) => shiftedRight / shiftedCount),
    ),
    counts,
    accuracy: perShift(({ measured: { grid } }, index) => {
      return rightAnswers(grid.answers[index]!, classes) / grid.count;
    }),
    classAccuracy: labelsOf(first!).flatMap((label) =>
      perShift(({ measured: { grid } }, index) =>
        answerShare(grid.answers[index]!, { classes, label, answer: label }),
      ).map((cell) => ({ ...cell, label })),
    ),
    unchanged: perShift(({ measured: { grid } }, index) => grid.unchanged[index]! / grid.count),
    answers: answersOf(cells),
    layers: layersOf(cells),
    history: cells.flatMap(({ cell, history }) =>
      history.map((metrics) => ({
        seed: cell.seed,
        epoch: metrics.epoch,
        accuracy: metrics["test/accuracy"],
      })),
    ),
  };
}

function countsOf({ cell, measured: { grid } }: Measured): SeedCounts {
  const right = grid.answers.map((answers) => rightAnswers(answers, grid.classes));
  const still = grid.shifts.findIndex(({ dx, dy }) => dx === 0 && dy === 0);
  return {
    seed: cell.seed,
    plainRight: right[still]!,
    plainCount: grid.count,
    shiftedRight: right.reduce((sum, count) => sum + count, 0),
    shiftedCount: grid.count * grid.shifts.length,
  };
}

function answersOf(cells: readonly Measured[]): AnswerAt[] {
  const { shifts, classes } = cells[0]!.measured.grid;
  return provoked.flatMap((answer) =>
    labelsOf(cells[0]!).flatMap((label) =>
      shifts.flatMap(({ dx, dy }, index) => {
        if (dy !== 0) return [];
        const shares = cells.map(({ measured: { grid } }) =>
          answerShare(grid.answers[index]!, { classes, label, answer }),
        );
        return [{ answer, label, dx, share: estimateOf(shares) }];
      }),
    ),
  );
}

function layersOf(cells: readonly Measured[]): LayerAt[] {
  return cells[0]!.measured.layers.flatMap(({ layer, dx }, index) => {
    const errors = cells.map(({ measured }) => measured.layers[index]!.error);
    const known = errors.filter((error) => error !== null);
    return known.length === 0 ? [] : [{ layer, dx, error: estimateOf(known) }];
  });
}

/** The classes that have test images. */
function labelsOf({ measured: { grid } }: Measured): number[] {
  const [answers] = grid.answers;
  return Array.from({ length: grid.classes }, (_, label) => label).filter((label) =>
    answers!.slice(label * grid.classes, (label + 1) * grid.classes).some((count) => count > 0),
  );
}

/** Share of a true class's images that get an answer. */
function answerShare(
  answers: readonly number[],
  {
    classes,
    label,
    answer,
  }: { readonly classes: number; readonly label: number; readonly answer: number },
): number {
  const row = answers.slice(label * classes, (label + 1) * classes);
  return row[answer]! / row.reduce((sum, count) => sum + count, 0);
}
