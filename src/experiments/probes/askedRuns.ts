import { canonicalJson } from "../../core/canonicalJson.ts";
import { UsageError } from "../../core/errors.ts";
import { checkpointOf, parseCheckpointReference } from "../../runs/checkpoints.ts";
import { findEntries } from "../../runs/findRuns.ts";
import type { RunEntry } from "../../runs/listRuns.ts";
import { checkDataRecord } from "../../studies/checkDataRecord.ts";
import { type PreparedTraining, prepareTraining } from "../prepareTraining.ts";
import { readRequest } from "../readRequest.ts";
import { hashOfRequest } from "../trainingRequest.ts";

/** A run that is to be asked. */
export interface RunToAsk {
  readonly entry: RunEntry;
  /** The epochs that were named; nothing where all are meant that have a checkpoint. */
  readonly epochs: readonly number[] | undefined;
}

/** The same with its data. */
export interface PreparedRunToAsk extends RunToAsk {
  readonly seed: number;
  readonly prepared: PreparedTraining;
}

/**
 * The runs that references name, each with the epochs that are meant: `runs/a` for all, `runs/a@8`, `runs/a@best`.
 *
 * @throws {UsageError} when a reference names no run, a study, or a checkpoint that is not the end of an epoch
 * @throws {StorageError | DataError} when a run cannot be read
 */
export async function findRunsToAsk(
  root: string,
  references: readonly string[],
): Promise<readonly RunToAsk[]> {
  const found = new Map<string, { readonly entry: RunEntry; epochs: Set<number> | undefined }>();
  for (const reference of references) {
    const { run } = parseCheckpointReference(reference);
    for (const entry of await findEntries(root, [run])) {
      checkTraining(entry);
      const known = found.get(entry.folder);
      const epoch = run === reference ? undefined : await epochOf(entry.folder, reference);
      if (epoch === undefined || (known && !known.epochs)) {
        found.set(entry.folder, { entry, epochs: undefined });
      } else {
        found.set(entry.folder, { entry, epochs: new Set([...(known?.epochs ?? []), epoch]) });
      }
    }
  }
  return [...found.values()].map(({ entry, epochs }) => ({
    entry,
    epochs: epochs && [...epochs].sort((a, b) => a - b),
  }));
}

/**
 * The same runs, each training with each seed once: a second folder of it tells nothing of how seeds differ. Which are left
 * out is said.
 */
export function withoutRepeats(
  runs: readonly RunToAsk[],
  note: (line: string) => void,
): readonly RunToAsk[] {
  const first = new Map<string, string>();
  return runs.filter(({ entry: { folder, name, hash, seed, parent } }) => {
    const training = canonicalJson({ name, hash, seed, parent: parent ?? null });
    const known = hash === undefined ? undefined : first.get(training);
    if (known === undefined) {
      first.set(training, folder);
      return true;
    }
    note(
      `"${folder}" is left out: it is the training of "${known}" with the same settings and the same seed`,
    );
    return false;
  });
}

/**
 * Reads the data of runs, once for those that differ in their seed alone, and makes sure that they are those of the
 * training.
 *
 * @throws {UsageError | StorageError | DataError} when a run's settings or data cannot be read
 * @throws {DataError} when the data are not those that a run began with
 */
export async function prepareRunsToAsk(
  runs: readonly RunToAsk[],
  note: (line: string) => void,
): Promise<readonly PreparedRunToAsk[]> {
  const known = new Map<string, PreparedTraining>();
  const prepared: PreparedRunToAsk[] = [];
  for (const run of runs) {
    const { folder } = run.entry;
    const { request, seed } = await readRequest(folder, note);
    const key = hashOfRequest(request);
    const same = known.get(key);
    const own = same ? { ...same, request } : await prepareTraining(request);
    known.set(key, own);
    const { dataset, fingerprint } = own;
    await checkDataRecord(folder, { name: dataset.name, fingerprint, doing: "ask" });
    prepared.push({ ...run, seed, prepared: own });
  }
  return prepared;
}

function checkTraining({ kind, folder }: RunEntry): void {
  if (kind !== "study") return;
  throw new UsageError(`Cannot ask "${folder}": it is a study, needs a training`);
}

async function epochOf(folder: string, reference: string): Promise<number> {
  const { which } = parseCheckpointReference(reference);
  const { epoch, step } = await checkpointOf(folder, which);
  if (step === 0) return epoch;
  throw new UsageError(
    `Cannot ask "${reference}": its last checkpoint lies within an epoch, needs one at the end of an epoch, such as @${epoch}`,
  );
}
