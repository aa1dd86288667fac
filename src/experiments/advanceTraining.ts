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
import { askingRun } from "./probes/askingRun.ts";
import { learningRateAt } from "./probes/learningRateAt.ts";
import type { PlannedProbe } from "./probes/planProbes.ts";
import { type ProbeFailure, TrainingProber } from "./probes/probeTraining.ts";
import { loadChosenWeights } from "./weightsKeys.ts";

export interface AdvanceOptions {
  readonly seed: number;
  readonly backend: Backend;
  readonly environment: Environment;
  readonly signal?: AbortSignal | undefined;
  /** Writes a line for people. */
  readonly note: (line: string) => void;
  /** What is asked of the network while it learns. */
  readonly probes?: readonly PlannedProbe[];
  /** Told before a probe is asked. */
  readonly onProbe?: (probe: string) => void;
  readonly onStep?: (progress: Readonly<StepProgress>) => void;
  readonly onEpoch?: (metrics: EpochMetrics) => void;
  /** Told what of a network does not come from the file that it begins with. */
  readonly onWeights?: (loaded: LoadedWeights) => void;
}

/** What came of a training, and of what was asked while it went on. */
export interface AdvancedTraining extends FitResult {
  readonly probeFailures: readonly ProbeFailure[];
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
): Promise<AdvancedTraining> {
  const { seed, backend, environment, signal, note, onStep, onEpoch } = options;
  const { settings, common } = prepared.request;
  const cell = cellOf(prepared, seed);
  return await folder.record(
    async () => {
      const prober = proberOf(folder, prepared, options);
      await checkForkStart(folder.path);
      const { dataset, fingerprint, options: network, normalisation } = prepared;
      await keepDataRecord(folder, { dataset, fingerprint, network, normalisation });
      const result = await trainCell(cell, {
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
        atEpoch: (point) => prober.atEpoch(point),
        note,
        signal,
        ...(onStep ? { onStep } : {}),
        ...(onEpoch ? { onEpoch } : {}),
      });
      return { ...result, probeFailures: prober.failures };
    },
    { environment, signal },
  );
}

/** Asks what is to be asked while the network learns. */
function proberOf(
  folder: RunFolder,
  prepared: PreparedTraining,
  { probes = [], seed, backend, signal, note, onProbe }: AdvanceOptions,
): TrainingProber {
  const cell = cellOf(prepared, seed);
  const { common } = prepared.request;
  return new TrainingProber({
    probes,
    run: askingRun(folder.path, prepared, () => backend),
    epochs: cell.epochs,
    budget: common.probeBudget,
    learningRateAt: (epoch) => learningRateAt(cell, prepared.dataset.train.count, epoch),
    note(line) {
      note(line);
      void folder.note(line).catch(() => undefined);
    },
    signal,
    onProbe,
  });
}
