import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isRunning } from "../../core/isRunning.ts";
import { probeFiles, runFiles } from "../../runs/paths.ts";
import { isReadable, namesIn, readChecked } from "../../runs/readFile.ts";
import { storageErrorOf } from "../../storage/storageError.ts";
import { writerOf } from "../../storage/writeFile.ts";

const schema = z.object({
  schema: z.number(),
  probe: z.string(),
  version: z.string(),
  options: z.record(z.string(), z.unknown()),
  data: z.record(z.string(), z.string()),
  title: z.string(),
  file: z.string().optional(),
});

/** A probe that was asked of a run with one choice of options, as its folder says. */
export interface AskedProbe extends z.infer<typeof schema> {
  readonly folder: string;
  readonly hash: string;
}

/**
 * All that was asked of a run, by probe and by options.
 *
 * @throws {StorageError | DataError} when it cannot be read
 */
export async function askedProbes(run: string): Promise<readonly AskedProbe[]> {
  const asked: AskedProbe[] = [];
  for (const folder of await probeFoldersOf(run)) {
    const path = join(folder.path, probeFiles.probe);
    if (!(await isReadable(path))) continue;
    asked.push({ ...(await readChecked(path, schema)), folder: folder.path, hash: folder.hash });
  }
  return asked;
}

/**
 * The epochs that a probe's folder has measurements of, and the untrained networks.
 *
 * @throws {StorageError} when it cannot be read
 */
export async function measuredIn(
  folder: string,
): Promise<{ readonly epochs: readonly number[]; readonly untrained: readonly number[] }> {
  const names = await namesIn(folder);
  const numbers = (pattern: RegExp) =>
    names
      .flatMap((name) => {
        const [, number] = pattern.exec(name) ?? [];
        return number === undefined ? [] : [Number(number)];
      })
      .sort((a, b) => a - b);
  return { epochs: numbers(/^epoch-(\d+)\.json$/), untrained: numbers(/^untrained-(\d+)\.json$/) };
}

/**
 * Deletes what was measured of a run after an epoch, and what processes left that were killed while they wrote.
 *
 * @throws {StorageError} when it cannot be deleted
 */
export async function removeMeasurementsAfter(run: string, epoch: number): Promise<void> {
  for (const { path } of await probeFoldersOf(run)) {
    for (const name of await namesIn(path)) {
      const [, own = 0] = /^epoch-(\d+)\.(json|safetensors)$/.exec(name) ?? [];
      if (Number(own) <= epoch && !isLeft(name)) continue;
      await rm(join(path, name), { force: true }).catch((error: unknown) => {
        throw storageErrorOf(error, "write", join(path, name));
      });
    }
  }
}

/** Whether a file is one that nobody will finish any more. */
function isLeft(name: string): boolean {
  const writer = writerOf(name);
  return writer !== undefined && (writer === process.pid || !isRunning(writer));
}

/** Other programs may have left files between the folders. */
async function probeFoldersOf(run: string) {
  const folders: { readonly path: string; readonly hash: string }[] = [];
  const all = join(run, runFiles.probes);
  const probes = (await namesIn(all)).filter((name) => !name.includes("."));
  for (const probe of probes.sort()) {
    const hashes = (await namesIn(join(all, probe))).filter((name) => /^[0-9a-f]{8}$/.test(name));
    for (const hash of hashes.sort()) folders.push({ path: join(all, probe, hash), hash });
  }
  return folders;
}
