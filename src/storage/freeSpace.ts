import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../core/codeOf.ts";
import { sizeText } from "../core/sizeText.ts";
import { StorageError } from "./storageError.ts";

/**
 * Makes sure, before a long work is begun, that a file of so many bytes fits where it is to be written.
 *
 * @throws {StorageError} when it does not
 */
export async function requireSpace(path: string, bytes: number): Promise<void> {
  if (!Number.isFinite(bytes)) return;
  const free = await freeSpaceOf(dirname(path));
  if (free >= bytes) return;
  throw new StorageError(
    `Cannot write "${path}": ${sizeText(free)} are free on the disk, needs ${sizeText(bytes)}`,
  );
}

/** Bytes that can be written into a folder, which need not be there yet. */
export async function freeSpaceOf(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    const above = dirname(folder);
    if (codeOf(error) === "ENOENT" && above !== folder) return freeSpaceOf(above);
    // Whoever writes will be told more exactly what is wrong.
    return Number.POSITIVE_INFINITY;
  }
}
