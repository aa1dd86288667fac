import { basename, dirname, join } from "node:path";
import { DataError, UsageError } from "../../core/errors.ts";
import { type Manifest, readManifest } from "../../runs/manifest.ts";
import { runFiles } from "../../runs/paths.ts";
import { isReadable } from "../../runs/readFile.ts";

/**
 * What a fork was forked from, its folder where it is now: as it was named then, or, where all runs have been moved since
 * or the name was relative to another folder, among the same runs as the fork.
 *
 * @throws {UsageError} when the run is no fork
 * @throws {DataError} when its parent is gone
 * @throws {StorageError | DataError} when its manifest cannot be read
 */
export async function parentOf(fork: string): Promise<NonNullable<Manifest["parent"]>> {
  const { parent } = await readManifest(fork);
  if (!parent) {
    throw new UsageError(
      `Cannot compare "${fork}" with its parent: it has none, needs a fork; \`learnscope fork\` makes one`,
    );
  }
  const experiment = basename(dirname(parent.run));
  const beside = join(dirname(dirname(fork)), experiment, basename(parent.run));
  for (const run of [parent.run, beside]) {
    if (await isReadable(join(run, runFiles.manifest))) return { ...parent, run };
  }
  throw new DataError(
    `Cannot compare "${fork}" with its parent: there is no run "${parent.run}", needs it where it was`,
  );
}
