import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DataError, UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";
import { storageErrorOf } from "../storage/storageError.ts";
import {
  type CheckpointPlace,
  checkpointFile,
  checkpointPlace,
  placeText,
  runFiles,
  stateFileOf,
} from "./paths.ts";
import { namesIn } from "./readFile.ts";
import { readWeightsState, type WeightsState } from "./weightsState.ts";

/** A checkpoint whose files are there. */
export interface CheckpointFile extends CheckpointPlace {
  /** Of the tensors; the state lies beside them. */
  readonly path: string;
}

/** A checkpoint whose files are what was written. */
export interface SoundCheckpoint extends CheckpointFile {
  readonly state: WeightsState;
}

/** Which epochs' checkpoints are kept: 0, 1, 2, 4, 8…, or all, or none; the last two and the best always are. */
export type Ladder = "log2" | "every" | "last";

/**
 * The checkpoints of a run, the first one first. One that was being written when its process was killed is none.
 *
 * @throws {StorageError} when the folder cannot be read
 */
export async function listCheckpoints(folder: string): Promise<readonly CheckpointFile[]> {
  const names = new Set(await namesIn(join(folder, runFiles.checkpoints)));
  return [...names]
    .flatMap((name) => {
      const place = names.has(stateFileOf(name)) ? checkpointPlace(name) : undefined;
      return place ? [{ ...place, path: join(folder, runFiles.checkpoints, name) }] : [];
    })
    .sort((a, b) => a.epoch - b.epoch || a.step - b.step);
}

/**
 * The last checkpoint that is as it was written; nothing where there is none. Those after it that are damaged are passed
 * over, which is said.
 *
 * @throws {StorageError} when the folder cannot be read
 */
export async function lastSound(
  folder: string,
  note: (line: string) => void,
): Promise<SoundCheckpoint | undefined> {
  const newestFirst = (await listCheckpoints(folder)).toReversed();
  for (const checkpoint of newestFirst) {
    try {
      return await soundCheckpoint(checkpoint);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      note(`${error.message}; going back to the checkpoint before it`);
    }
  }
  return undefined;
}

/** Which checkpoint of a run: after an epoch, the last, or the best. */
export type WhichCheckpoint = number | "last" | "best";

/** `runs/a@8`, `runs/a@best`, and `runs/a` for the last. */
export function parseCheckpointReference(reference: string): {
  readonly run: string;
  readonly which: WhichCheckpoint;
} {
  const [, run, word] = /^(.+)@([^@/]*)$/.exec(reference) ?? [];
  if (run === undefined || word === undefined) return { run: reference, which: "last" };
  if (word === "last" || word === "best") return { run, which: word };
  if (/^\d+$/.test(word)) return { run, which: Number(word) };
  throw new UsageError(
    `Cannot find a checkpoint of "${run}": "@${word}" was asked for, needs an epoch such as @8, @last or @best`,
  );
}

/**
 * A checkpoint of a run that is as it was written.
 *
 * @throws {UsageError} when the run has no such checkpoint; the message names those it has
 * @throws {StorageError | DataError} when it cannot be read or is damaged
 */
export async function checkpointOf(
  folder: string,
  which: WhichCheckpoint,
): Promise<SoundCheckpoint> {
  const all = await listCheckpoints(folder);
  const last = all.at(-1);
  if (!last) {
    throw new DataError(
      `Cannot find a checkpoint of "${folder}": it has none, needs a run that was begun`,
    );
  }
  if (which === "last") return await soundCheckpoint(last);
  const epoch =
    which === "best" ? (await soundCheckpoint(last)).state.training?.best?.epoch : which;
  const found = all.find((checkpoint) => checkpoint.epoch === epoch && checkpoint.step === 0);
  if (found) return await soundCheckpoint(found);
  const known = all.filter(({ step }) => step === 0).map((checkpoint) => `@${checkpoint.epoch}`);
  throw new UsageError(
    `Cannot find a checkpoint of "${folder}": there is no "@${which}", ${needs("", known)}`,
  );
}

/** What decides which checkpoints are kept. */
export interface PruneOptions {
  readonly ladder: Ladder;
  /** The best epoch so far. */
  readonly best: number | undefined;
  /** How many of the last ones are kept in any case: two while a training goes on, for the last may turn out damaged. */
  readonly last: number;
}

/**
 * Deletes the checkpoints that are not kept: those within epochs, and those of epochs that are neither on the ladder nor
 * the best, but for the last ones.
 *
 * @throws {StorageError} when they cannot be deleted
 */
export async function pruneCheckpoints(
  folder: string,
  { ladder, best, last }: PruneOptions,
): Promise<void> {
  const old = (await listCheckpoints(folder)).slice(0, -last);
  for (const { epoch, step, path } of old) {
    if (step === 0 && (isOnLadder(ladder, epoch) || epoch === best)) continue;
    await removeCheckpoint(path);
  }
}

/** Deletes checkpoints that lie behind where a training goes on, and tensors to which no state was written. */
export async function removeCheckpointsAfter(
  folder: string,
  place: CheckpointPlace | undefined,
): Promise<void> {
  const checkpoints = join(folder, runFiles.checkpoints);
  const names = new Set(await namesIn(checkpoints));
  for (const name of names) {
    const own = checkpointPlace(name);
    if (!own) continue;
    const isBehind =
      !place || own.epoch > place.epoch || (own.epoch === place.epoch && own.step > place.step);
    if (isBehind || !names.has(stateFileOf(name))) await removeCheckpoint(join(checkpoints, name));
  }
}

/** Whether the checkpoint after an epoch is kept. */
export function isOnLadder(ladder: Ladder, epoch: number): boolean {
  if (ladder === "every") return true;
  return ladder === "log2" && (epoch === 0 || Number.isInteger(Math.log2(epoch)));
}

/** How many epochs' checkpoints are kept of a training of so many epochs, the untrained network's among them. */
export function countOnLadder(ladder: Ladder, epochs: number): number {
  if (ladder === "last") return 0;
  if (ladder === "every" || epochs === 0) return epochs + 1;
  return Math.floor(Math.log2(epochs)) + 2;
}

/** The path of a checkpoint of a run. */
export function checkpointPath(folder: string, place: CheckpointPlace): string {
  return join(folder, checkpointFile(place));
}

/** @throws {StorageError | DataError} when its files are not what was written under this name */
async function soundCheckpoint(checkpoint: CheckpointFile): Promise<SoundCheckpoint> {
  const { epoch, step, path } = checkpoint;
  const state = await readWeightsState(path);
  const own = state.training?.sums.step ?? step;
  if (state.epoch !== epoch || own !== step) {
    throw new DataError(
      `Cannot read "${path}": it was written ${placeText({ epoch: state.epoch, step: own })}, needs the name of that`,
    );
  }
  return { ...checkpoint, state };
}

/** The state goes first: tensors without it are no checkpoint. */
async function removeCheckpoint(path: string): Promise<void> {
  try {
    await rm(stateFileOf(path), { force: true });
    await rm(path, { force: true });
  } catch (error) {
    throw storageErrorOf(error, "write", path);
  }
}
