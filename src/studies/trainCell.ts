import type { Backend } from "../backends/backend.ts";
import type { Dataset, ImageSet } from "../data/dataset.ts";
import { describeNetwork, type Network, type NetworkNumbers, splitVector } from "../nn/network.ts";
import { runFiles } from "../runs/paths.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import { encodeSafetensors, type StoredTensor } from "../runs/safetensors.ts";
import { writeFile } from "../runs/writeFile.ts";
import { type EpochMetrics, type FitResult, fit, type StepProgress } from "../train/fit.ts";
import { sgd } from "../train/sgd.ts";
import { makeNetwork } from "../zoo/index.ts";
import type { Cell } from "./study.ts";

export interface TrainCellOptions {
  readonly dataset: Dataset;
  /** What to train on instead of the data set's training images. */
  readonly train?: ImageSet;
  readonly backend: Backend;
  readonly folder: RunFolder;
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
  const network = makeNetwork(cell.network, cell.options);
  const save = (numbers: NetworkNumbers) =>
    writeFile(folder.file(runFiles.lastCheckpoint), checkpointOf(network, numbers));
  // biome-ignore lint/suspicious/noFocusedTests: this `fit` trains, and is no test
  const result = await fit({
    network,
    train,
    test: dataset.test,
    backend,
    optimiser: sgd({ momentum: cell.momentum }),
    learningRate: cell.learningRate,
    epochs: cell.epochs,
    batchSize: cell.batchSize,
    seed: cell.seed,
    augment: cell.augmentShift > 0 ? { shift: cell.augmentShift } : undefined,
    clock: () => performance.now() / 1000,
    onStep(progress) {
      onStep?.(progress);
      signal?.throwIfAborted();
    },
    async onEpoch(metrics) {
      await folder.appendMetrics(metrics);
      onEpoch?.(metrics);
      signal?.throwIfAborted();
    },
    onEarlyEnd: save,
  });
  await save(result.numbers);
  return result;
}

/** A safetensors file with a network's parameters and buffers by name. */
function checkpointOf(network: Network, numbers: NetworkNumbers): Uint8Array {
  const { parameters, buffers } = describeNetwork(network);
  const parts = new Map([
    ...splitVector(parameters, numbers.parameters),
    ...splitVector(buffers, numbers.buffers),
  ]);
  const tensors = [...parameters, ...buffers].map(({ name, shape }): [string, StoredTensor] => [
    name,
    { dtype: "f32", shape, data: parts.get(name)! },
  ]);
  const metadata = { network: network.name, ...network.options };
  return encodeSafetensors({ tensors: new Map(tensors), metadata });
}
