import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { codeOf } from "../../core/codeOf.ts";
import { DataError } from "../../core/errors.ts";
import { cannotRead } from "../cannotRead.ts";
import { isGzip } from "../isGzip.ts";
import { reasonOf } from "../reasonOf.ts";

/** Nothing larger than this is read unasked: twice the largest set in IDX files (EMNIST ByClass). */
const largest = 2 ** 30;

/** Deflate cannot shrink its input by more than this factor, so a packed file justifies no more memory. */
export const largestRatio = 1032;

/**
 * The bytes of a file, unpacked where it is a gzip file, of which there may be `most`; default 1 GiB.
 *
 * @throws {DataError} when it cannot be read or unpacked, or is larger
 */
export async function readUnpacked(path: string, most: number = largest): Promise<Uint8Array> {
  return unpacked(await readBounded(path, most), path, most);
}

/**
 * The bytes themselves, or what is packed in them where they are those of a gzip file, of which there may be `most`;
 * default 1 GiB. `path` is for messages.
 *
 * @throws {DataError} when they cannot be unpacked, or hold more
 */
export async function unpacked(
  bytes: Uint8Array,
  path: string,
  most: number = largest,
): Promise<Uint8Array> {
  if (!isGzip(bytes)) return plainArray(bytes);
  const maxOutputLength = Math.min(most, largestRatio * bytes.length);
  try {
    const chunkSize = chunkSizeFor(bytes, maxOutputLength);
    return plainArray(await promisify(gunzip)(bytes, { maxOutputLength, chunkSize }));
  } catch (error) {
    const tooLarge = codeOf(error) === "ERR_BUFFER_TOO_LARGE";
    const what = tooLarge
      ? `it unpacks to more than ${maxOutputLength} bytes, needs at most that`
      : `${reasonOf(error)}, needs a whole gzip file`;
    throw cannotRead(path, what, error);
  }
}

/** Node's `Buffer` is a Uint8Array whose `slice` does not copy: whoever copies images must be able to trust that it does. */
function plainArray(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

async function readBounded(path: string, most: number): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size <= most) return await readFile(path);
    throw cannotRead(path, `it has ${size} bytes, needs at most ${most}`);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw cannotRead(path, `${reasonOf(error)}, needs a readable file`, error);
  }
}

/**
 * A gzip file ends with the size of its contents (RFC 1952, 2.3.1). Where that can be true, all is unpacked in one piece,
 * which takes half the memory; where it is not, only time is lost.
 */
function chunkSizeFor(bytes: Uint8Array, maxOutputLength: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const claimed = bytes.length < 18 ? 0 : view.getUint32(bytes.length - 4, true);
  return Math.max(2 ** 16, Math.min(claimed, maxOutputLength) + 1);
}
