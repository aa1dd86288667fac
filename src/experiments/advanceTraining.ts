import type { Backend } from "../backends/backend.ts";
import type { Environment } from "../runs/environment.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import { keepDataRecord } from "../studies/keepDataRecord.ts";
import { networkOf } from "../studies/networkOf.ts";
import { trainCell } from "../studies/trainCell.ts";
import type { EpochMetrics, FitResult } from "../train/fit.ts";
import type { LoadedWeights } from "../train/loadWeights.ts";
import type { StepProgress } from "../train/trainEpoch.ts";
import { checkForkStart } from "./forks/checkForkStart.ts";
import { cellOf, type PreparedTraining } from "./prepareTraining.ts";
import { loadChosenWeights } from "./weightsKeys.ts";

export interface AdvanceOptions {
  readonly seed: number;
  readonly backend: Backend;
  readonly environment: Environment;
  readonly signal?: AbortSignal | undefined;
  /** Writes a line for people. */
  readonly note: (line: string) => void;
  readonly onStep?: (progress: Readonly<StepProgress>) => void;
  readonly onEpoch?: (metrics: EpochMetrics) => void;
  /** Told what of a network does not come from the file that it begins with. */
  readonly onWeights?: (loaded: LoadedWeights) => void;
}

/**
 * Takes a run to its end, from its last sound checkpoint, or from the beginning where it has none.
 *
 * @throws {DataError} when the data are not those that the run began with, or a fork has lost its beginning
 * @throws {StorageError} when another process is at work on the run, or its folder cannot be written to
 * @throws {TrainingError} when the training leaves the finite numbers
 */
export async function advanceTraining(
  folder: RunFolder,
  prepared: PreparedTraining,
  options: AdvanceOptions,
): Promise<FitResult> {
  const { seed, backend, environment, signal, note, onStep, onEpoch } = options;
  const { settings, common } = prepared.request;
  const cell = cellOf(prepared, seed);
  return await folder.record(
    async () => {
      await checkForkStart(folder.path);
      const { dataset, fingerprint, options: network, normalisation } = prepared;
      await keepDataRecord(folder, { dataset, fingerprint, network, normalisation });
      return await trainCell(cell, {
        dataset: prepared.dataset,
        backend,
        folder,
        async initial() {
          const loaded = await loadChosenWeights(networkOf(cell), settings, seed);
          if (loaded) options.onWeights?.(loaded);
          return loaded?.numbers;
        },
        recompute: common.recompute === "blocks",
        workers: common.workers,
        checkpoints: { ladder: common.ladder, seconds: common.checkpointSeconds },
        note,
        signal,
        ...(onStep ? { onStep } : {}),
        ...(onEpoch ? { onEpoch } : {}),
      });
    },
    { environment, signal },
  );
}
