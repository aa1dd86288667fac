import { stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "../core/codeOf.ts";
import { DataError } from "../core/errors.ts";
import { sizeText } from "../core/sizeText.ts";
import { cannotRead } from "./cannotRead.ts";
import { reasonOf } from "./reasonOf.ts";

/**
 * Runs something that writes to `path`.
 *
 * @throws {DataError} when the disk refuses
 */
export async function onDisk<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw new DataError(
      `Cannot write "${path}": ${reasonOf(error)}, needs a writable folder with space`,
      {
        cause: error,
      },
    );
  }
}

/** Bytes of a file; 0 where there is none. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw cannotRead(path, `${reasonOf(error)}, needs a readable file`, error);
  }
}

/**
 * Makes sure, before a long work is begun, that a file of so many bytes fits where it is to be written.
 *
 * @throws {DataError} when it does not
 */
export async function requireSpace(path: string, bytes: number): Promise<void> {
  if (!Number.isFinite(bytes)) return;
  const free = await freeSpaceOf(dirname(path));
  if (free >= bytes) return;
  throw new DataError(
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
