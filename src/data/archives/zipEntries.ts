import { crc32 } from "node:zlib";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { cannotRead } from "../cannotRead.ts";
import { reasonOf } from "../reasonOf.ts";
import type { ArchiveEntry } from "./archiveEntry.ts";

/**
 * The entries of a zip archive in the order of its directory.
 *
 * @throws {DataError} when the file is no whole zip archive, or what is in it has another checksum than it should
 * @source PKWARE, .ZIP File Format Specification 6.3.10
 */
export async function* zipEntries(path: string): AsyncGenerator<ArchiveEntry> {
  // Names are decoded here because the library would refuse some in words of its own.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
  const zip = await wholeZip(path, openPromise(path, options));
  try {
    const entries = zip.eachEntry();
    for (;;) {
      const { value: entry, done } = await wholeZip(path, entries.next());
      if (done) return;
      const name = nameOf(entry);
      yield {
        name,
        kind: kindOf(entry, name),
        contents: () => contentsOf(zip, entry, { path, name }),
      };
    }
  } finally {
    zip.close();
  }
}

async function wholeZip<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw cannotRead(path, `${reasonOf(error)}, needs a whole archive`, error);
  }
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

/** The upper half of the attributes is the mode of Unix, where the archive was made there; 0 where not. */
function kindOf({ externalFileAttributes }: Entry, name: string): ArchiveEntry["kind"] {
  const type = (externalFileAttributes >>> 16) & 0o170000;
  const [regular, folder] = [0o100000, 0o040000];
  if (type !== 0 && type !== regular && type !== folder) return "other";
  return name.endsWith("/") ? "folder" : "file";
}

async function* contentsOf(
  zip: ZipFile,
  entry: Entry,
  { path, name }: { readonly path: string; readonly name: string },
): AsyncGenerator<Uint8Array> {
  const stream = await wholeZip(path, zip.openReadStreamPromise(entry));
  let sum = 0;
  try {
    for await (const part of stream as AsyncIterable<Uint8Array>) {
      sum = crc32(part, sum);
      yield part;
    }
  } catch (error) {
    throw cannotRead(path, `${reasonOf(error)} in "${name}", needs a whole archive`, error);
  }
  if (sum !== entry.crc32) {
    throw cannotRead(path, `"${name}" in it is damaged, needs a whole archive`);
  }
}
