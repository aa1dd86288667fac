import { join } from "node:path";
import { z } from "zod";
import { runFiles } from "../runs/paths.ts";
import { isReadable, readJson } from "../runs/readFile.ts";

const schema = z.looseObject({ sha256: z.looseObject({ test: z.string() }) });

/**
 * Whether runs were tested on the same images, as far as their folders say what these were.
 *
 * @throws {StorageError | DataError} when a run's record of its data cannot be read
 */
export async function haveSameTest(folders: readonly string[]): Promise<boolean> {
  const hashes = new Set<string>();
  for (const folder of folders) {
    const path = join(folder, runFiles.dataset);
    const record = (await isReadable(path)) ? schema.safeParse(await readJson(path)) : undefined;
    if (record?.success) hashes.add(record.data.sha256.test);
  }
  return hashes.size <= 1;
}
