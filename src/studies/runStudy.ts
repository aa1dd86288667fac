import { join } from "node:path";
import type { Backend, Precision } from "../backends/backend.ts";
import { TrainingError, UsageError } from "../core/errors.ts";
import type { Dataset } from "../data/dataset.ts";
import { dataFingerprint } from "../data/fingerprint.ts";
import type { Environment } from "../runs/environment.ts";
import { cellFolderOf, runFiles, runFolderOf, studyName } from "../runs/paths.ts";
import { readJson } from "../runs/readFile.ts";
import { RunFolder } from "../runs/runFolder.ts";
import { schemaVersion } from "../runs/schemaVersion.ts";
import { changedSettings, settingsHash } from "../runs/settingsHash.ts";
import { requireSpace } from "../storage/freeSpace.ts";
import { writeJson } from "../storage/writeFile.ts";
import { type EpochMetrics, isEpochMetrics } from "../train/fit.ts";
import { makeNetwork } from "../zoo/index.ts";
import { checkpointsSize } from "./checkpointsSize.ts";
import { defaultsOf } from "./defaultsOf.ts";
import { keepDataRecord } from "./keepDataRecord.ts";
import type { Cell, CommonSettings, MeasuredCell, Study, StudyProgress } from "./study.ts";
import { storeResults } from "./studyResults.ts";
import { summaryOf } from "./summaryOf.ts";
import { type TrainCellOptions, trainCell, usualCheckpoints } from "./trainCell.ts";
import { epochsOfCell, type PlacedCell, trainedCell } from "./trainedCell.ts";
import { type WrittenReport, writeReport } from "./writeReport.ts";

export interface RunStudyOptions<Settings> {
  readonly settings: Settings;
  readonly dataset: Dataset;
  readonly backend: Backend;
  readonly environment: Environment;
  /** As in `fit`. */
  readonly workers?: TrainCellOptions["workers"];
  /** Ends the study after the step that is being taken. */
  readonly signal?: AbortSignal;
  /** Told at every stage and after every step; `step` is always the same object. */
  readonly onProgress?: (progress: StudyProgress) => void;
  readonly onEpoch?: (cell: Cell, metrics: EpochMetrics) => void;
  /** Writes a line for people. */
  readonly note?: (line: string) => void;
}

export interface PlanStudyOptions<Settings> {
  readonly settings: Settings;
  /** How it is to be done: backend, threads, precision. */
  readonly engine: { readonly precision: Precision; readonly [key: string]: unknown };
  /** The folder of all runs. */
  readonly runs: string;
  /** Where a study of the user's own lies: whoever goes on needs it. */
  readonly file?: string | undefined;
}

/**
 * Makes the folder of a study that is to be begun.
 *
 * @throws {UsageError} when two trainings have one name, or a network cannot be made
 * @throws {StorageError} when the folder cannot be made, or there is no room for the checkpoints
 */
export async function planStudy<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
  { settings, engine, runs, file }: PlanStudyOptions<Settings>,
): Promise<RunFolder> {
  const cells = study.cells(settings);
  checkCells(study.id, cells);
  const room = cells.reduce((sum, cell) => sum + checkpointsSize(cell, usualCheckpoints.ladder), 0);
  await requireSpace(join(runs, study.id), room);
  const identity = { ...settings, precision: engine.precision };
  const defaults = { ...defaultsOf(study.settings), precision: "f32" };
  const hash = settingsHash(identity, defaults);
  const started = new Date();
  const path = runFolderOf(runs, study.id, { started, name: studyName, hash });
  return await RunFolder.make(path, {
    configuration: {
      study: study.id,
      ...(file === undefined ? {} : { studyFile: file }),
      ...settings,
      ...engine,
    },
    manifest: {
      kind: "study",
      name: study.id,
      hash,
      changed: changedSettings(identity, defaults),
    },
    started,
  });
}

/**
 * Trains and measures every cell of a study that is not done yet, puts the answers together, sets them beside the claims,
 * and writes the report.
 *
 * @throws {TrainingError} when a cell cannot be trained; the message names it
 * @throws {StorageError} when the folder cannot be written to, or another process is at work on it
 * @source own design
 */
export async function runStudy<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
  folder: RunFolder,
  options: RunStudyOptions<Settings>,
): Promise<WrittenReport> {
  const { settings, environment, dataset, signal } = options;
  return await folder.record(
    async () => {
      const fingerprint = dataFingerprint(dataset);
      await keepDataRecord(folder, { dataset, fingerprint });
      const cells = await runCells(study, folder, options);
      const data = summaryOf(dataset, fingerprint);
      await storeResults(study, { folder: folder.path, settings, dataset: data, cells });
      return await writeReport(study, folder.path);
    },
    { environment, signal },
  );
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
  const earlier = new Map<string, PlacedCell>();
  for (const [index, cell] of cells.entries()) {
    const folder = await cellFolder(study.id, cell, { path, data: settings.data });
    const place = { cell, folder: folder.path };
    if (folder.state === "done") {
      measured.push(await readMeasured(cell, folder));
      earlier.set(cell.id, place);
      continue;
    }
    const position = { cell, number: index + 1, of: cells.length };
    const report = (progress: Pick<StudyProgress, "stage" | "step">) =>
      onProgress?.({ ...position, ...progress });
    try {
      const work = () => runCell(study, cell, { ...options, folder, report, earlier });
      measured.push(await folder.record(work, { environment, signal }));
      earlier.set(cell.id, place);
    } catch (error) {
      throw signal?.aborted ? error : failureOf(study.id, cell, error);
    }
  }
  return measured;
}

/** The folder of one of the study's trainings, be it from an earlier attempt. */
async function cellFolder(
  study: string,
  cell: Cell,
  { path, data }: { readonly path: string; readonly data: string },
): Promise<RunFolder> {
  const { id, network, seed, factors, cost: _cost, ...settings } = cell;
  const own = cellFolderOf(path, id);
  const made = await RunFolder.makeAt(own, {
    configuration: { study, data, ...cell },
    manifest: {
      kind: "training",
      name: network,
      hash: settingsHash({ network, factors, ...settings }, {}),
      seed,
      changed: changedSettings(factors, {}),
    },
  });
  return made ?? (await RunFolder.open(own));
}

interface RunCellOptions<Settings> extends RunStudyOptions<Settings> {
  readonly folder: RunFolder;
  /** The cells that are done, by id. */
  readonly earlier: ReadonlyMap<string, PlacedCell>;
  readonly report: (progress: Pick<StudyProgress, "stage" | "step">) => void;
}

async function runCell<Settings extends CommonSettings, Measured, Results>(
  study: Study<Settings, Measured, Results>,
  cell: Cell,
  options: RunCellOptions<Settings>,
): Promise<MeasuredCell<Measured>> {
  const { settings, backend, workers = 0, folder, signal, onEpoch, report } = options;
  const { dataset: source, earlier } = options;
  report({ stage: "training" });
  const trained = (id: string) => trainedCell(study.id, id, earlier);
  const dataset = (await study.cellData?.(cell, { dataset: source, backend, trained })) ?? source;
  const { numbers, history } = await trainCell(cell, {
    dataset,
    backend,
    workers,
    folder,
    signal,
    note: options.note,
    onStep: (step) => report({ stage: "training", step }),
    onEpoch: (metrics) => onEpoch?.(cell, metrics),
  });
  report({ stage: "measuring" });
  const epochs = () => epochsOfCell(cell, folder.path);
  const result = { cell, numbers, history, dataset, source, backend, epochs, signal };
  const measured = await study.measure(result, settings);
  const stored = { schema: schemaVersion, measured };
  await writeJson(folder.file(runFiles.measured), stored, 0);
  signal?.throwIfAborted();
  return { cell, history, measured };
}

/** What an earlier attempt measured. It was written by this program; that it is whole is all that has to be checked. */
async function readMeasured<Measured>(
  cell: Cell,
  folder: RunFolder,
): Promise<MeasuredCell<Measured>> {
  const { measured } = await readJson(folder.file(runFiles.measured));
  const history = (await folder.history()).filter(isEpochMetrics);
  return { cell, history, measured: measured as Measured };
}

function failureOf(study: string, cell: Cell, error: unknown): unknown {
  if (!(error instanceof TrainingError)) return error;
  return new TrainingError(`Cannot finish "${study}": cell "${cell.id}" failed, ${error.message}`, {
    cause: error,
  });
}
