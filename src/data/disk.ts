import { stat } from "node:fs/promises";
import { codeOf } from "../core/codeOf.ts";
import { DataError } from "../core/errors.ts";
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
