import type { Backend } from "../backends/backend.ts";
import { TrainingError, UsageError } from "../core/errors.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Environment } from "../runs/environment.ts";
import { cellFolderOf, runFiles, runFolderOf, studyName } from "../runs/paths.ts";
import { RunFolder } from "../runs/runFolder.ts";
import { settingsHash } from "../runs/settingsHash.ts";
import { writeJson } from "../storage/writeFile.ts";
import type { EpochMetrics } from "../train/fit.ts";
import { makeNetwork } from "../zoo/index.ts";
import { defaultsOf } from "./defaultsOf.ts";
import type { Cell, CommonSettings, MeasuredCell, Study, StudyProgress } from "./study.ts";
import { storeResults } from "./studyResults.ts";
import { type TrainCellOptions, trainCell } from "./trainCell.ts";
import { type WrittenReport, writeReport } from "./writeReport.ts";

export interface RunStudyOptions<Settings> {
  readonly settings: Settings;
  readonly dataset: Dataset;
  readonly backend: Backend;
  readonly environment: Environment;
  /** The folder of all runs. */
  readonly runs: string;
  /** As in `fit`. */
  readonly workers?: TrainCellOptions["workers"];
  /** Ends the study after the step that is being taken. */
  readonly signal?: AbortSignal;
  /** Told at every stage and after every step; `step` is always the same object. */
  readonly onProgress?: (progress: StudyProgress) => void;
  readonly onEpoch?: (cell: Cell, metrics: EpochMetrics) => void;
}

/**
 * Trains and measures every cell of a study, puts the answers together, sets them beside the claims, and writes the
 * report.
 *
 * @throws {TrainingError} when a cell cannot be trained; the message names it
 * @throws {StorageError} when the folder cannot be written to
 * @source own design
 */
export async function runStudy<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
  options: RunStudyOptions<Settings>,
): Promise<WrittenReport> {
  const { settings, environment, runs, dataset, backend, signal } = options;
  const started = new Date();
  checkCells(study.id, study.cells(settings));
  const { precision } = backend;
  const hash = settingsHash(
    { ...settings, precision },
    { ...defaultsOf(study.settings), precision: "f32" },
  );
  const path = runFolderOf(runs, study.id, { started, name: studyName, hash });
  const configuration = { study: study.id, precision, ...settings };
  const folder = await RunFolder.make(path, { configuration, environment, started });
  return await folder.record(async () => {
    const cells = await runCells(study, folder, options);
    await storeResults(study, { folder: folder.path, settings, dataset, cells });
    return await writeReport(study, folder.path);
  }, signal);
}

/** Before anything is trained: every cell must be one of its own, and its network there. */
function checkCells(study: string, cells: readonly Cell[]): void {
  const seen = new Set<string>();
  for (const { id, network, options } of cells) {
    if (seen.has(id)) {
      throw new UsageError(
        `Cannot run "${study}": two trainings are named "${id}", needs a name for each`,
      );
    }
    seen.add(id);
    makeNetwork(network, options);
  }
}

/** One after the other: a training uses all cores. */
async function runCells<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
  { path }: RunFolder,
  options: RunStudyOptions<Settings>,
): Promise<MeasuredCell<Measured>[]> {
  const { settings, environment, signal, onProgress } = options;
  const cells = study.cells(settings);
  const measured: MeasuredCell<Measured>[] = [];
  for (const [index, cell] of cells.entries()) {
    const configuration = { study: study.id, data: settings.data, ...cell };
    const folder = await RunFolder.make(cellFolderOf(path, cell.id), {
      configuration,
      environment,
    });
    const position = { cell, number: index + 1, of: cells.length };
    const report = (progress: Pick<StudyProgress, "stage" | "step">) =>
      onProgress?.({ ...position, ...progress });
    try {
      measured.push(
        await folder.record(() => runCell(study, cell, { ...options, folder, report }), signal),
      );
    } catch (error) {
      throw signal?.aborted ? error : failureOf(study.id, cell, error);
    }
  }
  return measured;
}

interface RunCellOptions<Settings> extends RunStudyOptions<Settings> {
  readonly folder: RunFolder;
  readonly report: (progress: Pick<StudyProgress, "stage" | "step">) => void;
}

async function runCell<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
  cell: Cell,
  options: RunCellOptions<Settings>,
): Promise<MeasuredCell<Measured>> {
  const { settings, dataset, backend, workers = 0, folder, signal, onEpoch, report } = options;
  report({ stage: "training" });
  const { numbers, history } = await trainCell(cell, {
    dataset,
    train: study.trainingSet(cell, dataset.train),
    backend,
    workers,
    folder,
    signal,
    onStep: (step) => report({ stage: "training", step }),
    onEpoch: (metrics) => onEpoch?.(cell, metrics),
  });
  report({ stage: "measuring" });
  const trained = { cell, numbers, history, dataset, backend, signal };
  const measured = await study.measure(trained, settings);
  await writeJson(folder.file(runFiles.measured), measured, 0);
  signal?.throwIfAborted();
  return { cell, history, measured };
}

function failureOf(study: string, cell: Cell, error: unknown): unknown {
  if (!(error instanceof TrainingError)) return error;
  return new TrainingError(`Cannot finish "${study}": cell "${cell.id}" failed, ${error.message}`, {
    cause: error,
  });
}
