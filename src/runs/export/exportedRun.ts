import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { type Manifest, readManifest } from "../manifest.ts";
import { type LogLine, readLog } from "../metricsLog.ts";
import { runFiles } from "../paths.ts";
import { readStatus } from "../status.ts";

/** A run as other programs are to know it. */
export interface ExportedRun extends Pick<Manifest, "name" | "hash" | "seed"> {
  /** What tells it from the others: its path below the folder of all runs. */
  readonly label: string;
  readonly folder: string;
  readonly started: Date;
}

/**
 * What other programs are to know of runs. A run that lies elsewhere than in the folder of all runs is named by its own
 * folder and the one that this lies in.
 *
 * @throws {UsageError} when two would have the same label
 * @throws {StorageError | DataError} when manifest or status of one cannot be read or is damaged
 */
export async function exportedRuns(
  root: string,
  folders: readonly string[],
): Promise<readonly ExportedRun[]> {
  const runs: ExportedRun[] = [];
  const byLabel = new Map<string, string>();
  for (const folder of folders) {
    const label = labelOf(root, folder);
    const other = byLabel.get(label);
    if (other !== undefined) {
      throw new UsageError(
        `Cannot export "${folder}": "${label}" is also the name of "${other}", needs a name of its own`,
      );
    }
    byLabel.set(label, folder);
    const { name, hash, seed } = await readManifest(folder);
    const { started } = await readStatus(folder);
    const own = { label, folder, name, hash, started: new Date(started) };
    runs.push(seed === undefined ? own : { ...own, seed });
  }
  return runs;
}

/**
 * All that was logged of a run's epochs: what follows from configuration and seed, and the times.
 *
 * @throws {StorageError | DataError} when a log cannot be read or is damaged
 */
export async function readHistory(folder: string): Promise<readonly LogLine[]> {
  const metrics = await readLog(join(folder, runFiles.metrics));
  const timings = await readLog(join(folder, runFiles.timings));
  return metrics.map((line, epoch) => ({ ...timings[epoch], ...line }));
}

function labelOf(root: string, folder: string): string {
  const path = relative(resolve(root), resolve(folder)).split(sep);
  const isInside = path[0] !== "" && path[0] !== "..";
  const around = basename(dirname(resolve(folder)));
  return (isInside ? path : [around, basename(resolve(folder))]).join("/");
}
