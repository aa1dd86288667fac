import { type ImagesInMemory, imageSize } from "../../data/imageSet.ts";
import { inMemory } from "../../data/openImages.ts";
import { firstExamples } from "../../data/selectExamples.ts";
import { type LayerError, measureEquivariance } from "../../probes/movement/measureEquivariance.ts";
import {
  measureShiftGrid,
  type ShiftGrid,
  shiftsWithin,
} from "../../probes/movement/measureShiftGrid.ts";
import { makeEvaluator } from "../../train/evaluate.ts";
import { holdNetwork } from "../../train/states.ts";
import { networkOf } from "../networkOf.ts";
import type { TrainedCell } from "../study.ts";
import { shiftModeOf } from "./cells.ts";
import type { TranslationSettings } from "./settings.ts";

/**
 * What is measured of one trained network.
 *
 * @source Tanaka 2024: the grid and the examples; the layers' errors are ours
 */
export interface TranslationMeasured {
  readonly grid: ShiftGrid;
  readonly layers: readonly LayerError[];
  /** The source's four digits, for the biased training only. */
  readonly examples: readonly Example[];
}

/**
 * One test image under every shift.
 *
 * Shape: pixels [H·W], answers one a shift, in the grid's order
 */
export interface Example {
  readonly index: number;
  readonly label: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly number[];
  readonly answers: readonly number[];
}

/** The images of the source's figures 1 to 4, and their labels, which tell whether it is the same test set. */
const sourceExamples = [
  { index: 4017, label: 4 },
  { index: 4888, label: 5 },
  { index: 5392, label: 2 },
  { index: 8655, label: 3 },
];

/** Answers under all shifts, the layers' errors, and for the biased training the four examples. */
export async function measureTranslation(
  { cell, numbers, dataset, backend, signal }: TrainedCell,
  settings: TranslationSettings,
): Promise<TranslationMeasured> {
  const network = networkOf(cell);
  const test = inMemory(dataset.test);
  const states = holdNetwork(numbers, backend);
  const { predict, dispose } = makeEvaluator({ network, backend, states });
  const mode = shiftModeOf(cell, settings);
  const shifts = shiftsWithin(settings.shift, settings.shiftDown);
  const options = { shifts, classes: dataset.classes.length, mode, signal };
  try {
    const grid = await measureShiftGrid(predict, test, options);
    const shown = inMemory(firstExamples(test, settings.layerCount));
    const sideways = Array.from({ length: settings.shift }, (_, index) => index + 1);
    const layers =
      shown.count < 2
        ? []
        : measureEquivariance(shown, { network, backend, states, shifts: sideways, mode });
    const shownIndices = cell.factors.group === "biased" ? examplesOf(test) : [];
    const examples = await Promise.all(
      shownIndices.map((index) => askExample(predict, test, { index, ...options })),
    );
    return { grid, layers, examples };
  } finally {
    dispose();
  }
}

/** The source's images where the test set is the source's, else the first of each of its four digits. */
function examplesOf(test: ImagesInMemory): number[] {
  const isSource = sourceExamples.every(({ index, label }) => test.labels[index] === label);
  return sourceExamples
    .map(({ index, label }) => (isSource ? index : test.labels.indexOf(label)))
    .filter((index) => index >= 0);
}

async function askExample(
  predict: (set: ImagesInMemory) => Int32Array,
  test: ImagesInMemory,
  { index, ...options }: Parameters<typeof measureShiftGrid>[2] & { readonly index: number },
): Promise<Example> {
  const size = imageSize(test);
  const images = test.images.slice(index * size, (index + 1) * size);
  const labels = test.labels.slice(index, index + 1);
  const alone = { ...test, images, labels, count: 1 };
  const { answers } = await measureShiftGrid(predict, alone, options);
  return {
    index,
    label: labels[0]!,
    width: test.width,
    height: test.height,
    pixels: Array.from(images),
    answers: answers.map((row) => row.indexOf(1) % options.classes),
  };
}
