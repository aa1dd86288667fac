import type { Backend } from "../backends/backend.ts";
import type { Dataset } from "../data/dataset.ts";
import { batchRanges } from "../data/feed/batchRanges.ts";
import type { ImageSet } from "../data/imageSet.ts";
import type { NetworkNumbers } from "../nn/network.ts";
import { runFiles } from "../runs/paths.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import {
  type EpochMetrics,
  type FitOptions,
  type FitResult,
  fit,
  type StepProgress,
} from "../train/fit.ts";
import { plainRecipe, trainingOf } from "../train/recipe.ts";
import { saveWeights } from "../train/saveWeights.ts";
import { networkOf } from "./networkOf.ts";
import type { Cell } from "./study.ts";

export interface TrainCellOptions {
  readonly dataset: Dataset;
  /** What to train on instead of the data set's training images. */
  readonly train?: ImageSet;
  readonly backend: Backend;
  readonly folder: RunFolder;
  /** What the network begins with, rather than what its initialisers draw from the cell's seed. */
  readonly initial?: NetworkNumbers | undefined;
  /** As in `fit`. */
  readonly recompute?: boolean;
  /** As in `fit`. */
  readonly workers?: FitOptions["workers"];
  /** Ends the training after the step that is being taken. */
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: (progress: Readonly<StepProgress>) => void;
  readonly onEpoch?: (metrics: EpochMetrics) => void;
}

/**
 * Trains a cell's network and keeps its metrics and parameters in a run folder, also those of a training that was
 * interrupted, or that left the finite numbers.
 *
 * @throws {UsageError | ShapeError | DataError | TrainingError} as `fit` does
 * @throws {StorageError} when the folder cannot be written to
 * @source own design
 */
export async function trainCell(cell: Cell, options: TrainCellOptions): Promise<FitResult> {
  const { dataset, train = dataset.train, backend, folder, signal, onStep, onEpoch } = options;
  const network = networkOf(cell);
  const { learningRate, momentum, epochs, batchSize, lastPartial = "drop" } = cell;
  const recipe = { ...plainRecipe, ...cell.recipe, learningRate, momentum };
  const stepsPerEpoch = batchRanges(train.count, batchSize, lastPartial).length;
  let epoch = 0;
  const save = (numbers: NetworkNumbers) =>
    saveWeights(folder.file(runFiles.lastCheckpoint), { network, numbers, seed: cell.seed, epoch });
  // biome-ignore lint/suspicious/noFocusedTests: this `fit` trains, and is no test
  const result = await fit({
    network,
    train,
    validation: dataset.validation,
    test: dataset.test,
    concepts: dataset.concepts,
    backend,
    ...trainingOf(recipe, { epochs, stepsPerEpoch }),
    epochs,
    batchSize,
    seed: cell.seed,
    initial: options.initial,
    recompute: options.recompute,
    augment: cell.augment,
    lastPartial,
    workers: options.workers,
    clock: () => performance.now() / 1000,
    onStep(progress) {
      onStep?.(progress);
      signal?.throwIfAborted();
    },
    async onEpoch(metrics) {
      epoch = metrics.epoch;
      await folder.appendMetrics(metrics);
      onEpoch?.(metrics);
      signal?.throwIfAborted();
    },
    onEarlyEnd: save,
  });
  await save(result.numbers);
  return result;
}
