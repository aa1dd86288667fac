import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../core/codeOf.ts";
import { storageErrorOf } from "../storage/storageError.ts";
import { cellsFolder, isStudyFolder } from "./paths.ts";

/** What is said of a link that leads to a file, or nowhere. */
const linkErrors = ["ENOENT", "ENOTDIR"];

/** Where something lies that may be a run. */
export interface RunPlace {
  readonly folder: string;
  readonly experiment: string;
  /** What tells it from the others below the folder of all runs: `<experiment>/<folder>`, with `/` between the parts. */
  readonly label: string;
}

/**
 * All folders at the places where runs are, in the order of their names; with `cells`, a study's trainings too. Hidden ones
 * are being made or deleted, and are none.
 *
 * @throws {StorageError} when a folder cannot be read
 */
export async function runPlaces(
  root: string,
  { cells = false }: { readonly cells?: boolean } = {},
): Promise<readonly RunPlace[]> {
  const places: RunPlace[] = [];
  for (const experiment of await foldersIn(root)) {
    const parent = join(root, experiment);
    const add = (...path: readonly string[]) =>
      places.push({
        folder: join(parent, ...path),
        experiment,
        label: [experiment, ...path].join("/"),
      });
    for (const run of await foldersIn(parent, linkErrors)) {
      add(run);
      if (!cells || !isStudyFolder(run)) continue;
      for (const cell of await foldersIn(join(parent, run, cellsFolder), linkErrors)) {
        add(run, cellsFolder, cell);
      }
    }
  }
  return places;
}

/** Links count, for experiments may lie on another disk. */
async function foldersIn(
  folder: string,
  none: readonly string[] = ["ENOENT"],
): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => name)
      .filter((name) => !name.startsWith("."))
      .sort();
  } catch (error) {
    if (none.includes(codeOf(error))) return [];
    throw storageErrorOf(error, "read", folder);
  }
}
