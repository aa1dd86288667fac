import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../../core/codeOf.ts";
import { DataError } from "../../core/errors.ts";
import { isRunning } from "../../core/isRunning.ts";
import { cannotRead } from "../cannotRead.ts";
import { onDisk } from "../disk.ts";
import { archiveEntries } from "./archiveEntries.ts";
import type { ArchiveEntry } from "./archiveEntry.ts";
import { memberPath } from "./memberPath.ts";

/** How much of an archive is unpacked before it is refused, and who is told. */
export interface UnpackOptions {
  /** Default two million, more than the images of ImageNet. */
  readonly mostEntries?: number;
  /** Default 512 GiB. Units: bytes */
  readonly mostBytes?: number;
  readonly onProgress?: ((progress: UnpackProgress) => void) | undefined;
}

/** What has been unpacked so far. */
export interface UnpackProgress {
  readonly files: number;
  /** Units: bytes */
  readonly bytes: number;
}

/**
 * Unpacks an archive into a folder that is not there yet. The folder appears when all is in it; of an archive that is
 * refused nothing remains, and what calls left that were ended midway is removed. Refused as a whole are archives with links, devices, paths that lead out of the folder or
 * fall on one another: no published data set has them.
 *
 * @throws {DataError} when the archive is damaged or refused, the folder is there, or it cannot be written
 */
export async function unpackArchive(
  path: string,
  folder: string,
  options: UnpackOptions = {},
): Promise<UnpackProgress> {
  if (existsSync(folder)) {
    throw new DataError(
      `Cannot unpack "${path}": "${folder}" is there already, needs a new folder`,
    );
  }
  const beside = `${folder}.new-${process.pid}`;
  await removeAbandoned(folder);
  try {
    await onDisk(beside, () => rm(beside, { recursive: true, force: true }));
    await onDisk(beside, () => mkdir(beside, { recursive: true }));
    const unpacked = await unpackInto(beside, path, options);
    await onDisk(folder, () => rename(beside, folder));
    return unpacked;
  } catch (error) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** Removes what processes left that are no more: it may be as large as the whole data set. */
async function removeAbandoned(folder: string): Promise<void> {
  const start = `${basename(folder)}.new-`;
  for (const name of await readdir(dirname(folder)).catch(() => [])) {
    const id = name.startsWith(start) ? name.slice(start.length) : "";
    if (!/^\d+$/.test(id) || isRunning(Number(id))) continue;
    const path = join(dirname(folder), name);
    await onDisk(path, () => rm(path, { recursive: true, force: true }));
  }
}

async function unpackInto(
  folder: string,
  path: string,
  { mostEntries = 2_000_000, mostBytes = 2 ** 39, onProgress }: UnpackOptions,
): Promise<UnpackProgress> {
  let [entries, files, bytes] = [0, 0, 0];
  for await (const entry of archiveEntries(path)) {
    if (++entries > mostEntries) {
      throw cannotRead(path, `it has more than ${mostEntries} entries, needs at most that`);
    }
    const name = memberPath(entry.name, path);
    const place: Place = { archive: path, name, to: join(folder, name) };
    checkKind(entry, path);
    if (entry.kind === "folder" || name === "") {
      await inPlace(place, () => mkdir(place.to, { recursive: true }));
      continue;
    }
    for await (const part of written(entry, place)) {
      bytes += part;
      if (bytes > mostBytes) {
        throw cannotRead(path, `it unpacks to more than ${mostBytes} bytes, needs at most that`);
      }
      onProgress?.({ files, bytes });
    }
    files++;
  }
  onProgress?.({ files, bytes });
  return { files, bytes };
}

function checkKind({ kind, name }: ArchiveEntry, path: string): void {
  if (kind === "other") {
    throw cannotRead(path, `"${name}" in it is a link or a device, needs files and folders`);
  }
}

/** A member of an archive and the file that it becomes. */
interface Place {
  readonly archive: string;
  readonly name: string;
  readonly to: string;
}

/** Writes a file and gives the sizes of its pieces. */
async function* written(entry: ArchiveEntry, place: Place): AsyncGenerator<number> {
  const { to } = place;
  await inPlace(place, () => mkdir(dirname(to), { recursive: true }));
  // "wx": a second file of the same name, however the disk compares names, is not written over the first.
  const file = await inPlace(place, () => open(to, "wx"));
  try {
    for await (const part of entry.contents()) {
      await onDisk(to, () => file.writeFile(part));
      yield part.length;
    }
  } finally {
    await file.close();
  }
}

/** Runs something that fails where a member of the archive is in the way of another. */
async function inPlace<T>({ archive, name, to }: Place, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (["EEXIST", "ENOTDIR", "EISDIR"].includes(codeOf(error))) {
      throw cannotRead(archive, `"${name}" in it falls on another member, needs each once`, error);
    }
    return onDisk(to, () => Promise.reject(error));
  }
}
