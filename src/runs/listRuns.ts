import { codeOf } from "../core/codeOf.ts";
import { DataError } from "../core/errors.ts";
import { StorageError } from "../storage/storageError.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { type RunPlace, runPlaces } from "./runPlaces.ts";
import { type RunState, type RunStatus, readStatus } from "./status.ts";

/** What is known of a run without a look into its logs; of a damaged one, no more than where it is and what is wrong. */
export interface RunEntry
  extends RunPlace,
    Partial<Omit<Manifest, "schema">>,
    Partial<Omit<RunStatus, "schema" | "state">> {
  readonly state: RunState | "damaged";
}

/** What a folder, or a link to a file, says where a manifest is looked for that is not there. */
const missing = ["ENOENT", "ENOTDIR"];

/** Runs that are read at the same time. */
const atOnce = 16;

/**
 * All runs of a folder, in the order of their names, from manifest and status alone; with `cells`, a study's trainings
 * too. What has no manifest is no run, and is passed over.
 *
 * @throws {StorageError} when a folder of runs cannot be read
 */
export async function listRuns(
  root: string,
  options: { readonly cells?: boolean } = {},
): Promise<readonly RunEntry[]> {
  return await readRuns(await runPlaces(root, options));
}

/** What is known of the runs at some places; where there is none, nothing. */
export async function readRuns(places: readonly RunPlace[]): Promise<readonly RunEntry[]> {
  const entries: (RunEntry | undefined)[] = [];
  const waiting = places.entries();
  const work = async () => {
    for (const [index, place] of waiting) entries[index] = await readRun(place);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return entries.filter((entry) => entry !== undefined);
}

/** The order in which runs were begun. */
export function compareAges(
  { started: a = "" }: Pick<RunEntry, "started">,
  { started: b = "" }: Pick<RunEntry, "started">,
): number {
  return a < b ? -1 : Number(a > b);
}

async function readRun(place: RunPlace): Promise<RunEntry | undefined> {
  try {
    const manifest = await manifestIn(place.folder);
    return manifest && { ...place, ...manifest, ...(await readStatus(place.folder)) };
  } catch (error) {
    if (!(error instanceof DataError || error instanceof StorageError)) throw error;
    return { ...place, state: "damaged", error: error.message };
  }
}

async function manifestIn(folder: string): Promise<Manifest | undefined> {
  try {
    return await readManifest(folder);
  } catch (error) {
    const isMissing = error instanceof StorageError && missing.includes(codeOf(error.cause));
    if (isMissing) return undefined;
    throw error;
  }
}
