import { appendFile, open, readdir, rename, rm, writeFile as writeTo } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "./makeFolder.ts";
import { storageErrorOf } from "./storageError.ts";

/** What a file is to hold, whole or piece by piece. */
type Contents = string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** What follows the name of a file that is being written; then comes the number of the process. */
const unfinished = ".new-";

/**
 * Writes a whole file or none: a reader, or a crash at any moment, finds the old contents or the new ones.
 *
 * @throws {StorageError} when it cannot be written
 */
export async function writeFile(path: string, contents: Contents): Promise<void> {
  const temporary = unfinishedName(path);
  try {
    await makeFolder(dirname(path));
    await writeSynced(temporary, contents);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw storageErrorOf(error, "write", path);
  }
}

/** The name of a file until it is whole; where its process is killed, `removeUnfinished` knows it by that. */
export function unfinishedName(path: string): string {
  return `${path}${unfinished}${process.pid}`;
}

/** Deletes what processes left in a folder that were killed while they wrote. Nobody may be writing there. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => writerOf(name) !== undefined);
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

/** The number of the process that is, or was, writing a file of this name; nothing where the file is whole. */
export function writerOf(name: string): number | undefined {
  const [, id] = new RegExp(`\\${unfinished}(\\d+)$`).exec(name) ?? [];
  return id === undefined ? undefined : Number(id);
}

/** A JSON file for people, indented; `space` 0 is for the large ones, which only programs read. */
export async function writeJson(path: string, value: unknown, space = 2): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, space)}\n`);
}

/**
 * Adds a line to a log; it is on the disk before what is written after it.
 *
 * @throws {StorageError} when it cannot be written
 */
export async function appendLine(path: string, line: string): Promise<void> {
  try {
    await appendFile(path, `${line}\n`, { flush: true });
  } catch (error) {
    throw storageErrorOf(error, "write", path);
  }
}

async function writeSynced(path: string, contents: Contents): Promise<void> {
  const file = await open(path, "w");
  try {
    await writeTo(file, contents);
    await file.sync();
  } finally {
    await file.close();
  }
}
