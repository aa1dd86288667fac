import type { Backend } from "../backends/backend.ts";
import type { Dataset } from "../data/dataset.ts";
import { batchRanges } from "../data/feed/batchRanges.ts";
import type { Network, NetworkNumbers } from "../nn/network.ts";
import {
  checkpointPath,
  type Ladder,
  lastSound,
  listCheckpoints,
  pruneCheckpoints,
  removeCheckpointsAfter,
} from "../runs/checkpoints.ts";
import { placeText } from "../runs/paths.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import { betterOf } from "../train/bestEpoch.ts";
import { loadCheckpoint, saveCheckpoint } from "../train/checkpoint.ts";
import {
  type EpochMetrics,
  type FitOptions,
  type FitResult,
  fit,
  isEpochMetrics,
} from "../train/fit.ts";
import type { StepProgress } from "../train/trainEpoch.ts";
import type { KeptPoint } from "../train/trainingPoint.ts";
import { networkOf } from "./networkOf.ts";
import type { Cell } from "./study.ts";
import { trainingOfCell } from "./trainingOfCell.ts";

export interface TrainCellOptions {
  readonly dataset: Dataset;
  readonly backend: Backend;
  readonly folder: RunFolder;
  /** What the network begins with, rather than what its initialisers draw from the cell's seed. */
  readonly initial?: (() => Promise<NetworkNumbers | undefined>) | undefined;
  /** As in `fit`. */
  readonly recompute?: boolean;
  /** As in `fit`. */
  readonly workers?: FitOptions["workers"];
  readonly checkpoints?: CheckpointOptions | undefined;
  /** Told of the network after every epoch, when its checkpoint is written, and where the training goes on after one. */
  readonly atEpoch?: ((point: KeptPoint) => Promise<void>) | undefined;
  /** Writes a line for people. */
  readonly note?: ((line: string) => void) | undefined;
  /** Ends the training after the step that is being taken. */
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: (progress: Readonly<StepProgress>) => void;
  readonly onEpoch?: (metrics: EpochMetrics) => void;
}

/** Which checkpoints a training writes. */
export interface CheckpointOptions {
  /** Which epochs' are kept. */
  readonly ladder: Ladder;
  /** How long a training may go on within an epoch before it writes one. Units: seconds */
  readonly seconds: number;
}

/** Where nothing is said. */
export const usualCheckpoints: CheckpointOptions = { ladder: "log2", seconds: 60 };

/**
 * Trains a cell's network, going on from the last sound checkpoint in the run's folder, and keeps its metrics and
 * checkpoints there, also those of a training that was interrupted, or that left the finite numbers.
 *
 * @throws {UsageError | ShapeError | DataError | TrainingError} as `fit` does
 * @throws {StorageError} when the folder cannot be written to
 * @source own design
 */
export async function trainCell(cell: Cell, options: TrainCellOptions): Promise<FitResult> {
  const { dataset, backend, folder, signal, onStep, onEpoch } = options;
  const { train } = dataset;
  const { checkpoints = usualCheckpoints, note = () => {} } = options;
  const network = networkOf(cell);
  const { epochs, batchSize, seed, lastPartial = "drop" } = cell;
  const stepsPerEpoch = batchRanges(train.count, batchSize, lastPartial).length;
  const { from, best: bestBefore } = await goOn(network, folder, note);
  if (from?.sums.step === 0) await options.atEpoch?.(from);
  const clock = () => performance.now() / 1000;
  let best = bestBefore;
  let saved = clock();
  const { ladder } = checkpoints;
  const prune = (last: number) =>
    pruneCheckpoints(folder.path, { ladder, best: best?.epoch, last });
  // biome-ignore lint/suspicious/noFocusedTests: this `fit` trains, and is no test
  const result = await fit({
    network,
    train,
    validation: dataset.validation,
    test: dataset.test,
    concepts: dataset.concepts,
    backend,
    ...trainingOfCell(cell, stepsPerEpoch),
    epochs,
    batchSize,
    seed,
    initial: from ? undefined : await options.initial?.(),
    recompute: options.recompute,
    augment: cell.augment,
    lastPartial,
    workers: options.workers,
    clock,
    from,
    signal,
    onStep(progress) {
      const { epoch, step, steps } = progress;
      folder.progress = { epoch: epoch - 1, epochs, step, steps };
      onStep?.(progress);
    },
    async onEpoch(metrics) {
      best = betterOf(best, metrics);
      folder.progress = { epoch: metrics.epoch, epochs, step: 0, steps: stepsPerEpoch };
      await folder.appendMetrics(metrics);
      onEpoch?.(metrics);
    },
    isDue: () => clock() - saved > checkpoints.seconds,
    async onPoint(point) {
      const place = { epoch: point.epoch, step: point.sums.step };
      await saveCheckpoint(checkpointPath(folder.path, place), { network, seed, point, best });
      await prune(2);
      if (place.step === 0) await options.atEpoch?.(point);
      saved = clock();
    },
  });
  await prune(1);
  // As the logs have it: the same whether they were written in one go or not.
  return { ...result, history: (await folder.history()).filter(isEpochMetrics) };
}

/** Puts a run's folder back to its last sound checkpoint: where to go on, and what was measured before. */
async function goOn(network: Network, folder: RunFolder, note: (line: string) => void) {
  const checkpoint = await lastSound(folder.path, note);
  const from = checkpoint && (await loadCheckpoint(network, checkpoint));
  if (!from && (await listCheckpoints(folder.path)).length > 0) {
    note("No checkpoint is as it was written: starting over");
  }
  await folder.truncateLogs(from?.epoch ?? -1);
  await removeCheckpointsAfter(folder.path, checkpoint);
  if (checkpoint) {
    note(`Going on ${placeText(checkpoint)}; the checkpoint is as it was written (SHA-256)`);
  }
  return { from, best: checkpoint?.state.training?.best };
}
