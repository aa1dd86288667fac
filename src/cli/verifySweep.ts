import { basename, dirname, join, resolve } from "node:path";
import { DataError, UsageError } from "../core/errors.ts";
import { readConfigFile } from "../experiments/config/readConfigFile.ts";
import { checkSweep } from "../experiments/sweep/sweepClaims.ts";
import { parseSweep } from "../experiments/sweep/sweepFile.ts";
import { sweepFiles } from "../experiments/sweep/sweepFolder.ts";
import { dataLines, otherDataOf, readHistories } from "../experiments/sweep/sweepHistory.ts";
import { experimentFolderOf } from "../runs/paths.ts";
import { isReadable } from "../runs/readFile.ts";
import { claimsOutcome } from "./claimsOutcome.ts";
import type { Outcome } from "./command.ts";
import { findSweep } from "./sweepPlan.ts";

/** The folder of a sweep that is named by its path or its name; nothing where there is none. */
export async function sweepFolderOf(target: string, runs: string): Promise<string | undefined> {
  for (const folder of [target, experimentFolderOf(runs, target)]) {
    if (await isReadable(join(folder, sweepFiles.sweep))) return folder;
  }
  return undefined;
}

/**
 * Sets the claims of a sweep beside its cells that are done.
 *
 * @throws {UsageError} when the sweep has no claims
 * @throws {DataError} when no cell is done
 */
export async function verifySweep(folder: string, note: (line: string) => void): Promise<Outcome> {
  const path = join(folder, sweepFiles.sweep);
  const parsed = parseSweep(await readConfigFile(path), { path, typed: {} });
  // The folder may have been moved.
  const sweep = { ...parsed, name: basename(resolve(folder)) };
  if (sweep.claims.length === 0) {
    throw new UsageError(
      `Cannot verify "${folder}": its sweep makes no claims, needs claims in its file`,
    );
  }
  const { found } = await findSweep(sweep, { runs: dirname(folder), note });
  const histories = await readHistories(found);
  if (histories.length === 0) {
    throw new DataError(
      `Cannot verify "${folder}": no training of it is done, needs \`learnscope sweep ${path}\` first`,
    );
  }
  return claimsOutcome({
    title: sweep.question || sweep.name,
    data: (await dataLines(histories)).join("\n"),
    folder,
    claims: checkSweep(sweep, histories, otherDataOf(sweep, histories)),
    json: { sweep: sweep.name, folder },
  });
}
