import { resolveSettings } from "../../src/core/settings.ts";
import { describeNetwork } from "../../src/nn/network.ts";
import { type Shift, shiftsWithin } from "../../src/probes/movement/measureShiftGrid.ts";
import { mnistSha256 } from "../../src/studies/isMnist.ts";
import type { Cell, DatasetSummary, MeasuredCell } from "../../src/studies/study.ts";
import { translationCells } from "../../src/studies/translation/cells.ts";
import type { Example, TranslationMeasured } from "../../src/studies/translation/measure.ts";
import {
  analyseTranslation,
  type TranslationResults,
} from "../../src/studies/translation/results.ts";
import {
  type TranslationSettings,
  translationSettings,
} from "../../src/studies/translation/settings.ts";
import { makeNetwork } from "../../src/zoo/index.ts";

/** The study's defaults and what is given. */
export function madeUpSettings(given: Partial<TranslationSettings> = {}): TranslationSettings {
  return resolveSettings("translation", translationSettings, { given });
}

/** The source's test set, without images. */
export const mnistSummary: DatasetSummary = {
  name: "mnist",
  title: "MNIST",
  generated: false,
  note: "Handwriting of census clerks and pupils.",
  classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  trainCount: 60_000,
  testCount: 10_000,
  sha256: mnistSha256,
};

/** What made-up networks do, asked for each training; each true class has ten test images. */
export interface Behaviour {
  /** Share of a true class's images that are recognised, rounded to tenths. */
  readonly accuracy: (cell: Cell, shift: Shift, label: number) => number;
  /** What the others are taken for. */
  readonly mistake: (cell: Cell, shift: Shift, label: number) => number;
  /** A layer's equivariance error, by its place among the layers. */
  readonly error: (cell: Cell, place: number, dx: number) => number | null;
}

/** As the source has it, roughly: the farther the worse; the biased network goes by the place and not by the form. */
const usual: Behaviour = {
  accuracy: ({ factors }, { dx, dy }, label) => {
    if (factors.group === "biased") return Math.abs(dx) < 3 && label !== 2 && label !== 3 ? 1 : 0;
    if (factors.group === "random-shifts" || factors.group === "circular") return 0.9;
    return Math.max(0, 0.9 - Math.hypot(dx, dy) / 10);
  },
  mistake: ({ factors }, { dx }, label) =>
    factors.group === "biased" && Math.abs(dx) >= 3 ? (dx > 0 ? 3 : 2) : (label + 1) % 10,
  error: (_, place, dx) => (place * dx) / 20,
};

/** All trainings of the study with the measurements of made-up networks. */
export function madeUpCells(
  settings: TranslationSettings,
  behaviour: Partial<Behaviour> = {},
): MeasuredCell<TranslationMeasured>[] {
  const own = { ...usual, ...behaviour };
  const shifts = shiftsWithin(settings.shift, settings.shiftDown);
  return translationCells(settings).map((cell) => {
    const answers = shifts.map((shift) => answersOf(cell, shift, own));
    const rights = answers.map((counts) => counts.filter((_, i) => i % 11 === 0));
    const still = rights[shifts.findIndex(({ dx, dy }) => dx === 0 && dy === 0)]!;
    const unchanged = rights.map((counts) =>
      counts.reduce((sum, count, label) => sum + Math.min(count, still[label]!), 0),
    );
    const grid = { shifts, classes: 10, count: 100, answers, unchanged };
    const layers = settings.layerCount === 0 ? [] : layersOf(cell, settings.shift, own);
    const examples = cell.factors.group === "biased" ? examplesOf(shifts) : [];
    return { cell, history: historyOf(cell), measured: { grid, layers, examples } };
  });
}

/** What the study makes of them. */
export function madeUpResults(
  given: Partial<TranslationSettings> = {},
  behaviour: Partial<Behaviour> = {},
): TranslationResults {
  const settings = madeUpSettings(given);
  return analyseTranslation(madeUpCells(settings, behaviour), { settings, dataset: mnistSummary });
}

function answersOf(cell: Cell, shift: Shift, { accuracy, mistake }: Behaviour): number[] {
  return Array.from({ length: 10 }, (_, label) => {
    const counts = new Array<number>(10).fill(0);
    const right = Math.round(10 * accuracy(cell, shift, label));
    counts[label]! += right;
    counts[mistake(cell, shift, label)]! += 10 - right;
    return counts;
  }).flat();
}

function layersOf(cell: Cell, reach: number, { error }: Behaviour) {
  const { layers } = describeNetwork(makeNetwork(cell.network, cell.options));
  const sideways = Array.from({ length: reach }, (_, index) => index + 1);
  return sideways.flatMap((dx) =>
    layers.map(({ name }, place) => ({ layer: name, dx, error: error(cell, place, dx) })),
  );
}

function historyOf({ epochs }: Cell) {
  return Array.from({ length: epochs + 1 }, (_, epoch) => ({
    epoch,
    "test/accuracy": 0.9 - 0.8 / (epoch + 1),
  }));
}

function examplesOf(shifts: readonly Shift[]): Example[] {
  const labels = [4, 5, 2, 3];
  return labels.map((label, place) => ({
    index: 1000 + place,
    label,
    width: 28,
    height: 28,
    pixels: Array.from({ length: 784 }, (_, i) => (i % 28 === 10 + place ? 255 : 0)),
    answers: shifts.map(({ dx }) => (dx >= 3 ? 3 : dx <= -3 ? 2 : label)),
  }));
}
