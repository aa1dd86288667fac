import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { probeFiles, runFiles } from "../../runs/paths.ts";
import { isReadable } from "../../runs/readFile.ts";
import { makeFolder } from "../../storage/makeFolder.ts";
import { storageErrorOf } from "../../storage/storageError.ts";
import { appendLine } from "../../storage/writeFile.ts";

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
  const costs = new Map<string, ProbeCost>();
  for (const { probe, hash, seconds, bytes } of await costLines(run)) {
    const before = costs.get(hash) ?? { probe, hash, measurements: 0, seconds: 0, bytes: 0 };
    costs.set(hash, {
      probe,
      hash,
      measurements: before.measurements + 1,
      seconds: before.seconds + seconds,
      bytes: Math.max(before.bytes, bytes),
    });
  }
  return [...costs.values()].sort((a, b) => b.seconds - a.seconds);
}

async function costLines(run: string): Promise<MeasurementCost[]> {
  const path = costsFile(run);
  if (!(await isReadable(path))) return [];
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw storageErrorOf(error, "read", path);
  });
  return text.split("\n").flatMap((line) => {
    const cost = costOf(line);
    return cost ? [cost] : [];
  });
}

function costOf(line: string): MeasurementCost | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function costsFile(run: string): string {
  return join(run, runFiles.probes, probeFiles.costs);
}
