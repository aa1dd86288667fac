import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { cannotRead } from "../cannotRead.ts";
import { readUnpacked, unpacked } from "../formats/readUnpacked.ts";
import { archiveEntries } from "./archiveEntries.ts";
import type { ArchiveEntry } from "./archiveEntry.ts";

/**
 * The contents of the files with the given names that lie in a folder, directly, or in an archive, in whatever folder of
 * it; of an archive nothing is written to disk. Files may also be packed by gzip, with `.gz` after their names. Names
 * that are not there are not in the result; where an archive has a name twice, the first file counts. Each file may
 * hold `most` bytes.
 *
 * @throws {DataError} when the folder or archive, or one of the files, cannot be read, or a file is larger
 */
export async function readMembers(
  path: string,
  names: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? readFromFolder(path, names, most) : readFromArchive(path, names, most);
}

async function readFromFolder(folder: string, names: readonly string[], most: number) {
  const members = new Map<string, Uint8Array>();
  for (const name of names) {
    const paths = [join(folder, name), join(folder, `${name}.gz`)];
    const path = paths.find((path) => existsSync(path));
    if (path !== undefined) members.set(name, await readUnpacked(path, most));
  }
  return members;
}

async function readFromArchive(archive: string, names: readonly string[], most: number) {
  const members = new Map<string, Uint8Array>();
  for await (const entry of archiveEntries(archive)) {
    const own = entry.name.split("/").at(-1);
    const name = names.find((name) => own === name || own === `${name}.gz`);
    if (name === undefined || members.has(name) || entry.kind !== "file") continue;
    const where = `${archive}/${entry.name}`;
    members.set(name, await unpacked(await bytesOf(entry, { where, most }), where, most));
    if (members.size === names.length) break;
  }
  return members;
}

interface Bounds {
  readonly where: string;
  readonly most: number;
}

/** Bytes are taken as they come: what the archive says of the size is not believed. */
async function bytesOf(entry: ArchiveEntry, { where, most }: Bounds): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of entry.contents()) {
    size += part.length;
    if (size > most) {
      throw cannotRead(where, `it has more than ${most} bytes, needs at most that`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
