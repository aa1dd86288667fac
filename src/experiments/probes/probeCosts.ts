import { join } from "node:path";
import { z } from "zod";
import { probeFiles, runFiles } from "../../runs/paths.ts";
import { makeFolder } from "../../storage/makeFolder.ts";
import { appendLine } from "../../storage/writeFile.ts";
import { differingOptions } from "./differingOptions.ts";
import { jsonLines } from "./jsonLines.ts";
import { askedProbes } from "./probeFolders.ts";

const schema = z.object({
  probe: z.string(),
  hash: z.string(),
  /** Such as `epoch-0008`, or `untrained-1`. */
  network: z.string(),
  seconds: z.number(),
  bytes: z.number(),
});

/** What one measurement took. Units: seconds; bytes of graphs and kept outputs at the fullest moment */
export type MeasurementCost = Readonly<z.infer<typeof schema>>;

/** What a probe took in a run, all in all. */
export interface ProbeCost {
  readonly probe: string;
  readonly hash: string;
  /** With those options that tell it from the same probe asked otherwise: `cka (count=64)`. */
  readonly name: string;
  /** Measurements, those of untrained networks among them. */
  readonly measurements: number;
  readonly seconds: number;
  /** At the fullest moment. */
  readonly bytes: number;
}

/**
 * Adds what a measurement took to the run's log of costs.
 *
 * @throws {StorageError} when it cannot be written
 */
export async function writeCost(run: string, cost: MeasurementCost): Promise<void> {
  await makeFolder(join(run, runFiles.probes));
  await appendLine(costsFile(run), JSON.stringify(cost));
}

/**
 * What each probe took in a run, the dearest first. Lines that a crash cut off are passed over.
 *
 * @throws {StorageError} when the log cannot be read
 */
export async function readCosts(run: string): Promise<readonly ProbeCost[]> {
  const names = await namesOf(run);
  const costs = new Map<string, ProbeCost>();
  for (const { probe, hash, seconds, bytes } of await jsonLines(costsFile(run), schema)) {
    const before = costs.get(hash) ?? { measurements: 0, seconds: 0, bytes: 0 };
    costs.set(hash, {
      probe,
      hash,
      name: names.get(hash) ?? probe,
      measurements: before.measurements + 1,
      seconds: before.seconds + seconds,
      bytes: Math.max(before.bytes, bytes),
    });
  }
  return [...costs.values()].sort((a, b) => b.seconds - a.seconds);
}

/**
 * The probes of a run, by their hashes, in the order in which they were asked first.
 *
 * @throws {StorageError} when the log cannot be read
 */
export async function askedOrder(run: string): Promise<readonly string[]> {
  const lines = await jsonLines(costsFile(run), schema);
  return [...new Set(lines.map(({ hash }) => hash))];
}

async function namesOf(run: string): Promise<ReadonlyMap<string, string>> {
  const asked = await askedProbes(run);
  const texts = differingOptions(asked.map(({ probe, options }) => ({ id: probe, options })));
  return new Map(
    asked.map(({ hash, probe }, at) => [
      hash,
      texts[at] === "" ? probe : `${probe} (${texts[at]})`,
    ]),
  );
}

function costsFile(run: string): string {
  return join(run, runFiles.probes, probeFiles.costs);
}
