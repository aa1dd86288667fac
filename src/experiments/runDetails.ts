import { join } from "node:path";
import { DataError } from "../core/errors.ts";
import { sizeOf } from "../data/disk.ts";
import { type CheckpointFile, listCheckpoints } from "../runs/checkpoints.ts";
import { type RunEntry, readRuns } from "../runs/listRuns.ts";
import { cellsFolder, runFiles, stateFileOf } from "../runs/paths.ts";
import { isReadable, namesIn, readJson } from "../runs/readFile.ts";
import { type Metrics, RunFolder } from "../runs/runFolder.ts";
import { type LockHolder, lastLockHolder } from "../storage/lockFile.ts";
import { StorageError } from "../storage/storageError.ts";
import { type BestEpoch, bestOf } from "../train/bestEpoch.ts";
import { askedProbes, measuredIn } from "./probes/probeFolders.ts";
import { readConfiguration } from "./readRequest.ts";

/** All that a run's folder says of it. */
export interface RunDetails {
  readonly entry: RunEntry;
  /** Every setting with its value. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** What the data came to, and on what the run was begun; nothing before it was. */
  readonly dataset: Readonly<Record<string, unknown>> | undefined;
  readonly environment: Readonly<Record<string, unknown>> | undefined;
  readonly history: readonly Metrics[];
  /** Of a fork: from the fork on. */
  readonly best: BestEpoch | undefined;
  readonly checkpoints: readonly SizedCheckpoint[];
  readonly probes: readonly MeasuredProbe[];
  /** The trainings of a study. */
  readonly cells: readonly RunEntry[];
  /** Who is at work on the run, or was when it was killed. */
  readonly holder: LockHolder | undefined;
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[];
}

/** A checkpoint with what it takes on the disk. */
export interface SizedCheckpoint extends CheckpointFile {
  /** In bytes, with its state. */
  readonly size: number;
  /** By which it is found behind a run's name: `@8`, `@last`, `@best`. */
  readonly references: readonly string[];
}

/** A probe that was asked of the run, and after which epochs. */
export interface MeasuredProbe {
  readonly probe: string;
  /** Of its options and data. */
  readonly hash: string;
  readonly epochs: readonly number[];
}

/**
 * All that can be read of a run; what cannot is named among the problems.
 *
 * Units: bytes for sizes, seconds for metrics that begin with `time/`
 */
export async function readRunDetails(entry: RunEntry): Promise<RunDetails> {
  const { folder } = entry;
  const problems: string[] = entry.state === "damaged" ? [entry.error ?? ""] : [];
  const tried = async <Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DataError || error instanceof StorageError)) throw error;
      if (!problems.includes(error.message)) problems.push(error.message);
      return otherwise;
    }
  };
  const json = (name: string) => tried(() => readJsonIfThere(join(folder, name)), undefined);
  const history = await tried(async () => (await RunFolder.open(folder)).history(), []);
  // Checkpoints of a parent's better epochs lie in the parent's folder.
  const best = bestOf(history.slice(entry.parent?.epoch ?? 0));
  return {
    entry,
    configuration: await tried(() => readConfiguration(folder), {}),
    dataset: await json(runFiles.dataset),
    environment: await json(runFiles.environment),
    history,
    best,
    checkpoints: await tried(() => sizedCheckpoints(folder, best), []),
    probes: await tried(() => measuredProbes(folder), []),
    cells: await tried(() => cellsOf(entry), []),
    holder: await tried(() => lastLockHolder(join(folder, runFiles.lock)), undefined),
    problems,
  };
}

async function readJsonIfThere(path: string) {
  return (await isReadable(path)) ? await readJson(path) : undefined;
}

async function measuredProbes(folder: string): Promise<readonly MeasuredProbe[]> {
  const asked = await askedProbes(folder);
  return await Promise.all(
    asked.map(async ({ probe, hash, folder: own }) => {
      const { epochs } = await measuredIn(own);
      return { probe, hash, epochs };
    }),
  );
}

async function cellsOf({ folder, experiment, label }: RunEntry): Promise<readonly RunEntry[]> {
  const names = await namesIn(join(folder, cellsFolder));
  const places = [...names].sort().map((name) => ({
    folder: join(folder, cellsFolder, name),
    experiment,
    label: `${label}/${cellsFolder}/${name}`,
  }));
  return await readRuns(places);
}

async function sizedCheckpoints(
  folder: string,
  best: BestEpoch | undefined,
): Promise<readonly SizedCheckpoint[]> {
  const all = await listCheckpoints(folder);
  return await Promise.all(
    all.map(async (checkpoint, at) => {
      const { epoch, step, path } = checkpoint;
      const references = [
        ...(step === 0 ? [`@${epoch}`] : []),
        ...(at === all.length - 1 ? ["@last"] : []),
        ...(step === 0 && epoch === best?.epoch ? ["@best"] : []),
      ];
      const size = (await sizeOf(path)) + (await sizeOf(stateFileOf(path)));
      return { ...checkpoint, references, size };
    }),
  );
}
