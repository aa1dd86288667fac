import { readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Digits of a key that are enough to tell files apart. */
const keyDigits = 8;

/** Where images are before they are a packed file. */
export function partOf(path: string, key: string): string {
  return `${path}.${key.slice(0, keyDigits)}.part`;
}

/** Where it is noted which of them are whole. */
export function journalOf(path: string, key: string): string {
  return `${path}.${key.slice(0, keyDigits)}.journal`;
}

/** Where it is noted which process is packing it. */
export function lockOf(path: string): string {
  return `${path}.lock`;
}

/** Work that was not finished of other images or settings, under the same name. */
export interface OtherWork {
  /** Unfinished files that can be gone on from. */
  readonly kept: readonly string[];
  /** Those that nobody went on from for so long that they were deleted. */
  readonly discarded: readonly string[];
}

/** Unfinished work is kept for a week after it was last gone on from. Units: milliseconds */
const keptFor = 7 * 24 * 60 * 60 * 1000;

/** Looks for what was begun of other images or settings under the same name, which is locked, and deletes what is stale. */
export async function sortOthers(path: string, key: string): Promise<OtherWork> {
  const folder = dirname(path);
  const own = basename(partOf(path, key));
  const begun = (await readdir(folder)).filter(
    (file) =>
      file.startsWith(`${basename(path)}.`) &&
      /^[0-9a-f]{8}\.part$/.test(file.slice(basename(path).length + 1)) &&
      file !== own,
  );
  // The lock was written just now, and by the clock of the same disk.
  const { mtimeMs: now } = await stat(lockOf(path));
  const work = { kept: [] as string[], discarded: [] as string[] };
  for (const file of begun) {
    const part = join(folder, file);
    const { mtimeMs } = await stat(part);
    const isStale = now - mtimeMs > keptFor;
    (isStale ? work.discarded : work.kept).push(part);
    if (!isStale) continue;
    await rm(part, { force: true });
    await rm(part.replace(/part$/, "journal"), { force: true });
  }
  return work;
}
