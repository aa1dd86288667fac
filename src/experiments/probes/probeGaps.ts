import { join } from "node:path";
import { z } from "zod";
import { probeFiles, probeFolder, runFiles } from "../../runs/paths.ts";
import { makeFolder } from "../../storage/makeFolder.ts";
import { appendLine } from "../../storage/writeFile.ts";
import { jsonLines } from "./jsonLines.ts";
import { measuredIn } from "./probeFolders.ts";

const schema = z.object({
  probe: z.string(),
  hash: z.string(),
  /** Null where networks were asked that have learned nothing. */
  epoch: z.number().nullable(),
  /** Why it failed; nothing where it was left out for the budget. */
  reason: z.string().optional(),
});

/** A measurement that a training wanted and has not. */
export type ProbeGap = Readonly<z.infer<typeof schema>>;

/**
 * Adds to a run's log what was not measured.
 *
 * @throws {StorageError} when it cannot be written
 */
export async function writeGap(run: string, gap: ProbeGap): Promise<void> {
  await makeFolder(join(run, runFiles.probes));
  await appendLine(gapsFile(run), JSON.stringify(gap));
}

/**
 * What trainings of a run did not measure, and nobody has since; each once, with the last reason.
 *
 * @throws {StorageError} when the log cannot be read
 */
export async function readGaps(run: string): Promise<readonly ProbeGap[]> {
  const gaps = new Map<string, ProbeGap>();
  for (const gap of await jsonLines(gapsFile(run), schema)) {
    const { epochs, untrained } = await measuredIn(probeFolder(run, gap.probe, gap.hash));
    const isThere = gap.epoch === null ? untrained.length > 0 : epochs.includes(gap.epoch);
    if (!isThere) gaps.set(`${gap.hash} ${gap.epoch}`, gap);
  }
  return [...gaps.values()];
}

function gapsFile(run: string): string {
  return join(run, runFiles.probes, probeFiles.gaps);
}
