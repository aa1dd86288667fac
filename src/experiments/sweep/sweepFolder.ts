import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { UsageError } from "../../core/errors.ts";
import { experimentFolderOf } from "../../runs/paths.ts";
import { isReadable, namesIn } from "../../runs/readFile.ts";
import { RunFolder, removeAbandoned } from "../../runs/runFolder.ts";
import { schemaVersion } from "../../runs/schemaVersion.ts";
import { writeFile } from "../../storage/writeFile.ts";
import { runPlanOf } from "../planTraining.ts";
import type { SweepCell } from "./sweepCells.ts";
import type { Sweep } from "./sweepFile.ts";

/** The files of a sweep beside its cells. */
export const sweepFiles = {
  /** What was asked for: a file of a sweep again, with all values in it. */
  sweep: "sweep.yaml",
  /** A row for every cell. */
  results: "results.csv",
} as const;

/**
 * Writes down what a sweep is, in its folder.
 *
 * @param command - what was typed
 * @throws {UsageError} when the folder holds other runs
 * @throws {StorageError} when it cannot be written to
 */
export async function writeSweep(
  runs: string,
  sweep: Sweep,
  command: readonly string[],
): Promise<void> {
  const folder = experimentFolderOf(runs, sweep.name);
  const path = join(folder, sweepFiles.sweep);
  const others = (await namesIn(folder)).filter((name) => !name.startsWith("."));
  if (others.length > 0 && !(await isReadable(path))) {
    throw new UsageError(
      `Cannot run the sweep "${sweep.name}": "${folder}" holds other runs, needs another name`,
    );
  }
  const { path: _path, ...rest } = sweep;
  await writeFile(path, stringify({ schema: schemaVersion, command: command.join(" "), ...rest }));
}

/**
 * Makes the folders of cells that have none yet, to be begun.
 *
 * @throws {StorageError} when they cannot be made
 */
export async function makeCells(cells: readonly SweepCell[]): Promise<void> {
  for (const experiment of new Set(cells.map(({ path }) => dirname(path)))) {
    await removeAbandoned(experiment);
  }
  for (const { path, request, seed, hash } of cells) {
    await RunFolder.makeAt(path, runPlanOf(request, { seed, hash }));
  }
}
