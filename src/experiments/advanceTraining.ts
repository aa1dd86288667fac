import type { Backend } from "../backends/backend.ts";
import { canonicalJson } from "../core/canonicalJson.ts";
import { DataError } from "../core/errors.ts";
import { examplesRecord } from "../data/examplesRecord.ts";
import type { Environment } from "../runs/environment.ts";
import { runFiles } from "../runs/paths.ts";
import { isReadable, readJson } from "../runs/readFile.ts";
import type { RunFolder } from "../runs/runFolder.ts";
import { schemaVersion } from "../runs/schemaVersion.ts";
import { encodeSafetensors } from "../storage/safetensors.ts";
import { writeFile, writeJson } from "../storage/writeFile.ts";
import { networkOf } from "../studies/networkOf.ts";
import { summaryOf } from "../studies/summaryOf.ts";
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
      await keepDataRecord(folder, prepared);
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

/** Writes down what the data came to, or makes sure that they are what they were. */
async function keepDataRecord(
  folder: RunFolder,
  { dataset, fingerprint, options, normalisation }: PreparedTraining,
): Promise<void> {
  const path = folder.file(runFiles.dataset);
  if (await isReadable(path)) {
    const { sha256: before } = await readJson(path);
    if (canonicalJson(before) === canonicalJson(fingerprint)) return;
    throw new DataError(
      `Cannot go on with "${folder.path}": the images of "${dataset.name}" are not those that it began with, needs the same files`,
    );
  }
  const examples = examplesRecord(dataset);
  if (examples) await writeFile(folder.file(runFiles.examples), encodeSafetensors(examples));
  const { name, title, generated, note, trainCount, testCount } = summaryOf(dataset, fingerprint);
  await writeJson(path, {
    schema: schemaVersion,
    name,
    title,
    generated,
    note,
    trainCount,
    testCount,
    sha256: fingerprint,
    network: options,
    ...(normalisation ? { normalisation } : {}),
  });
}
