import { promisify } from "node:util";
import { inflate, inflateSync, constants as zlib } from "node:zlib";
import { codeOf } from "../../../core/codeOf.ts";
import { cannotRead } from "../../cannotRead.ts";
import { reasonOf } from "../../reasonOf.ts";
import { largestRatio } from "../readUnpacked.ts";
import { longestMatlabHeader } from "./matlabMatrix.ts";
import { type MatlabBytes, matlabTagAt } from "./matlabTag.ts";

/** Room for the header of an array, however badly it is packed, and for the table that the packed bytes begin with. */
const packedHeader = 512 + 2 * longestMatlabHeader;

/**
 * The first bytes of what is packed, enough to read the header of an array in them.
 *
 * @throws {DataError} when they cannot be unpacked
 */
export function inflateMatlabHeader(packed: MatlabBytes): MatlabBytes {
  try {
    const start = inflateSync(packed.bytes.subarray(0, packedHeader), {
      finishFlush: zlib.Z_SYNC_FLUSH,
    });
    return { ...packed, bytes: start.subarray(0, longestMatlabHeader) };
  } catch (error) {
    throw cannotRead(packed.path, `${reasonOf(error)}, needs whole arrays`, error);
  }
}

/**
 * Unpacks an array. Memory is taken by what its own header says of its size, which its packed bytes must be able to hold.
 *
 * @throws {DataError} when it holds more or less, or more than `most` bytes
 */
export async function inflateMatlab(
  packed: MatlabBytes,
  header: MatlabBytes,
  most: number,
): Promise<MatlabBytes> {
  const { path } = packed;
  const size = matlabTagAt(header, 0).end;
  const possible = Math.min(most, largestRatio * packed.bytes.length);
  if (size > possible) {
    throw cannotRead(path, `an array claims ${size} bytes, needs at most ${possible}`);
  }
  const bytes = await inflated(packed, size);
  if (bytes.length === size) return { ...packed, bytes };
  throw cannotRead(path, `an array unpacks to ${bytes.length} bytes, its header needs ${size}`);
}

/** In one piece, which takes half the memory. */
async function inflated({ bytes, path }: MatlabBytes, size: number): Promise<Uint8Array> {
  try {
    const limits = { maxOutputLength: size, chunkSize: Math.max(64, size + 1) };
    return await promisify(inflate)(bytes, limits);
  } catch (error) {
    const tooLarge = codeOf(error) === "ERR_BUFFER_TOO_LARGE";
    const what = tooLarge
      ? `an array unpacks to more than the ${size} bytes that its header needs`
      : `${reasonOf(error)}, needs whole arrays`;
    throw cannotRead(path, what, error);
  }
}
