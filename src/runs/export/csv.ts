import { csvLine } from "../../core/csv.ts";
import { writeFile } from "../../storage/writeFile.ts";
import type { ExportedRun } from "./exportedRun.ts";

/** What a row says besides metrics. */
const ownColumns = ["run", "name", "hash", "seed", "epoch"];

/**
 * Writes one table of many runs: a row for every epoch of every run, a column for every metric that any of them has. What
 * a run does not have stays empty; NaN and the infinite numbers are written as words. One run at a time is in memory.
 *
 * @throws {StorageError | DataError} when a log cannot be read or is damaged, or the table cannot be written
 */
export async function writeCsv(path: string, runs: readonly ExportedRun[]): Promise<void> {
  const metrics = await metricNames(runs);
  await writeFile(path, linesOf(runs, metrics));
}

/** In the order of the alphabet, so that they do not depend on the order of the runs. */
async function metricNames(runs: readonly ExportedRun[]): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const run of runs) {
    for (const line of await run.history()) for (const name in line) names.add(name);
  }
  names.delete("epoch");
  return [...names].sort();
}

async function* linesOf(
  runs: readonly ExportedRun[],
  metrics: readonly string[],
): AsyncIterable<Uint8Array> {
  yield Buffer.from(csvLine([...ownColumns, ...metrics]));
  for (const { label, name, hash, seed = null, history } of runs) {
    const lines = (await history()).map((line) => {
      const values = metrics.map((metric) => line[metric] ?? null);
      return csvLine([label, name, hash, seed, line.epoch, ...values]);
    });
    yield Buffer.from(lines.join(""));
  }
}
