import type { Backend } from "../backends/backend.ts";
import type { Dataset } from "../data/dataset.ts";
import { examplesRecord } from "../data/examplesRecord.ts";
import type { DatasetFingerprint } from "../data/fingerprint.ts";
import { hasWeights, loadChosenWeights, type WeightsSettings } from "../experiments/weightsKeys.ts";
import type { Environment } from "../runs/environment.ts";
import { runFiles, runFolderOf } from "../runs/paths.ts";
import { RunFolder } from "../runs/runFolder.ts";
import { encodeSafetensors } from "../storage/safetensors.ts";
import { writeFile } from "../storage/writeFile.ts";
import { networkOf } from "../studies/networkOf.ts";
import type { Cell } from "../studies/study.ts";
import { trainCell } from "../studies/trainCell.ts";
import type { EpochMetrics, FitOptions, StepProgress } from "../train/fit.ts";
import { confusionMatrix } from "../train/metrics.ts";
import type { Progress } from "./progress/progress.ts";
import { weightsLine } from "./weightsText.ts";

export interface TrainSeedsOptions {
  readonly cells: readonly Cell[];
  readonly dataset: Dataset;
  readonly backend: Backend;
  /** What all trainings begin with. */
  readonly start: WeightsSettings;
  /** As in `fit`. */
  readonly recompute: boolean;
  /** As in `fit`. */
  readonly workers: FitOptions["workers"];
  readonly data: RunData;
  readonly environment: Environment;
  /** Where the runs' folders are: root, experiment, and hash of the settings. */
  readonly place: { readonly runs: string; readonly experiment: string; readonly hash: string };
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Writes a line for people. */
  note(line: string): void;
}

/** The data of a run, for its configuration: what was asked for, and a hash of each part. */
export interface RunData {
  readonly asked: Readonly<Record<string, unknown>>;
  readonly sha256: DatasetFingerprint;
}

/** One training as `train` tells of it. */
export interface TrainedSeed {
  readonly seed: number;
  readonly folder: string;
  readonly testAccuracy: number;
  /** How often each class of the test images was taken for each: a row a true class; none with more than 1,000 classes. */
  readonly confusion: readonly (readonly number[])[];
  readonly history: readonly EpochMetrics[];
}

/** What came of all seeds. */
export interface TrainedSeeds {
  readonly runs: readonly TrainedSeed[];
  /** From the start of the process to the end of the first step of training; null where there was none. */
  readonly secondsToFirstStep: number | null;
}

/** A table of more classes squared would be larger than the images. */
const mostConfused = 1000;

/** Trains a network once for every seed, each in a run folder of its own. */
export async function trainSeeds(options: TrainSeedsOptions): Promise<TrainedSeeds> {
  const { cells, dataset, backend, start, recompute, workers } = options;
  const { environment, place, progress, signal } = options;
  const trained: TrainedSeed[] = [];
  let secondsToFirstStep: number | null = null;
  for (const [index, cell] of cells.entries()) {
    const { id: _id, factors: _factors, ...configuration } = cell;
    const network = networkOf(cell);
    const loaded = await loadChosenWeights(network, start, cell.seed);
    if (loaded && index === 0) options.note(weightsLine(start.weights, loaded));
    const started = new Date();
    const path = runFolderOf(place.runs, place.experiment, {
      started,
      name: cell.network,
      hash: place.hash,
      seed: cell.seed,
    });
    const folder = await RunFolder.make(path, {
      configuration: {
        data: { ...options.data.asked, sha256: options.data.sha256 },
        precision: backend.precision,
        ...configuration,
        ...(hasWeights(start) ? start : {}),
      },
      environment,
      started,
    });
    const examples = examplesRecord(dataset);
    if (examples) await writeFile(folder.file(runFiles.examples), encodeSafetensors(examples));
    const position = { cell, number: index + 1, of: cells.length, stage: "training" } as const;
    progress.onProgress(position);
    const onStep = (step: Readonly<StepProgress>) => {
      secondsToFirstStep ??= performance.now() / 1000;
      progress.onProgress({ ...position, step });
    };
    const onEpoch = (metrics: EpochMetrics) => progress.onEpoch(cell, metrics);
    const initial = loaded?.numbers;
    const resources = { dataset, backend, folder, initial, recompute, workers };
    const { history, predictions } = await folder.record(
      () => trainCell(cell, { ...resources, signal, onStep, onEpoch }),
      signal,
    );
    const testAccuracy = history.at(-1)!["test/accuracy"];
    const confusion =
      network.classes > mostConfused
        ? []
        : confusionMatrix(predictions, dataset.test.labels, network.classes);
    trained.push({ seed: cell.seed, folder: folder.path, testAccuracy, confusion, history });
  }
  return { runs: trained, secondsToFirstStep };
}
