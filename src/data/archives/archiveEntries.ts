import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { DataError } from "../../core/errors.ts";
import { cannotRead } from "../cannotRead.ts";
import { isGzip } from "../isGzip.ts";
import { reasonOf } from "../reasonOf.ts";
import type { ArchiveEntry } from "./archiveEntry.ts";
import { tarEntries } from "./tarEntries.ts";
import { zipEntries } from "./zipEntries.ts";

/** Units: bytes */
const chunkSize = 2 ** 18;

/**
 * The entries of an archive, one after the other: tar, plain or packed by gzip, zip, or a single file packed by gzip,
 * which counts as an archive of one. What it is is seen from its bytes; only whether a gzip file holds a tar archive is
 * told by its name, which then ends in `.tar.gz` or `.tgz`.
 *
 * @throws {DataError} when the file cannot be read, or is no whole archive
 */
export async function* archiveEntries(path: string): AsyncGenerator<ArchiveEntry> {
  const start = await firstBytes(path);
  if (startsWith(start, [0x50, 0x4b, 3, 4]) || startsWith(start, [0x50, 0x4b, 5, 6])) {
    yield* zipEntries(path);
  } else if (isGzip(start)) {
    yield* isPackedTar(path) ? tarEntries(unpackedBytes(path), path) : [packedFile(path)];
  } else if (isTar(start, path)) {
    yield* tarEntries(createReadStream(path, { highWaterMark: chunkSize }), path);
  } else {
    throw cannotRead(path, `it is ${kindOf(start)}, needs a .tar, .tar.gz, .zip or .gz archive`);
  }
}

const isPackedTar = (path: string) => /\.(tar\.gz|tgz)$/i.test(path);

/** Tar archives of before 1988 have no mark. */
function isTar(start: Uint8Array, path: string): boolean {
  return new TextDecoder().decode(start.subarray(257, 262)) === "ustar" || /\.tar$/i.test(path);
}

function kindOf(start: Uint8Array): string {
  if (start.length === 0) return "empty";
  return startsWith(start, [0xfd, 0x37, 0x7a]) ? "packed by xz" : "none that is known";
}

function startsWith(bytes: Uint8Array, expected: readonly number[]): boolean {
  return expected.every((byte, i) => bytes[i] === byte);
}

async function firstBytes(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(512), 0, 512, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw cannotRead(path, `${reasonOf(error)}, needs a readable file`, error);
  }
}

function packedFile(path: string): ArchiveEntry {
  return {
    name: basename(path).replace(/\.gz$/i, ""),
    kind: "file",
    contents: () => unpackedBytes(path),
  };
}

async function* unpackedBytes(path: string): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip({ chunkSize });
  // Errors of the file come out of the stream behind it.
  const stream = pipeline(createReadStream(path, { highWaterMark: chunkSize }), unpacked, () => {});
  try {
    for await (const part of stream) yield part;
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw cannotRead(path, `${reasonOf(error)}, needs a whole archive`, error);
  }
}
