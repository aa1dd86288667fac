import { DataError } from "../core/errors.ts";
import { readUnpacked } from "./readUnpacked.ts";

/** The contents of an IDX file of bytes: `data` holds as many as the product of `extents`. */
export interface IdxArray {
  readonly extents: readonly number[];
  readonly data: Uint8Array;
}

/** The element type of all image sets; IDX also knows signed bytes, integers and floats. */
const unsignedByte = 0x08;

/**
 * Reads an IDX file of unsigned bytes, packed by gzip or not; which of the two is seen from its first bytes. It may hold
 * `most` bytes; default 1 GiB.
 *
 * Shape: extents as the header gives them, for images [N, H, W], for labels [N]
 * @throws {DataError} when the file cannot be read or is not what its header claims
 * @source LeCun, Cortes, Burges, "The MNIST database", http://yann.lecun.com/exdb/mnist/, section "File formats"
 */
export async function readIdx(path: string, most?: number): Promise<IdxArray> {
  return parseIdx(await readUnpacked(path, most), path);
}

/**
 * The array in the bytes of an IDX file; `path` is for messages. `data` shares memory with `bytes`.
 *
 * @throws {DataError} when the bytes are not what their header claims
 */
export function parseIdx(bytes: Uint8Array, path: string): IdxArray {
  const [zero0, zero1, type, rank] = bytes;
  if (rank === undefined) {
    throw refusal(path, `it has ${bytes.length} bytes, needs a header of at least 8`);
  }
  if (zero0 !== 0 || zero1 !== 0 || type !== unsignedByte || rank === 0) {
    throw refusal(path, `it starts with ${showBytes(bytes, 4)}, needs 00 00 08 and a rank above 0`);
  }
  const headerSize = 4 + 4 * rank;
  if (bytes.length < headerSize) {
    throw refusal(
      path,
      `it has ${bytes.length} bytes, rank ${rank} needs a header of ${headerSize}`,
    );
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerSize);
  const extents = Array.from({ length: rank }, (_, axis) => header.getUint32(4 + 4 * axis));
  const needed = extents.reduce((size, extent) => size * extent, 1);
  const found = bytes.length - headerSize;
  if (found !== needed) {
    const fault = found < needed ? "is cut short" : "has bytes to spare";
    throw refusal(
      path,
      `it ${fault}, ${found} bytes follow its header and ${extents.join(" × ")} needs ${needed}`,
    );
  }
  return { extents, data: bytes.subarray(headerSize) };
}

function refusal(path: string, what: string): DataError {
  return new DataError(`Cannot read "${path}": ${what}`);
}

function showBytes(bytes: Uint8Array, count: number): string {
  const first = Array.from(bytes.subarray(0, count), (byte) => byte.toString(16).padStart(2, "0"));
  return first.join(" ");
}
