import { cannotRead } from "../../cannotRead.ts";
import { inflateMatlab, inflateMatlabHeader } from "./inflateMatlab.ts";
import { matlabMatrixAt, matlabNumbers } from "./matlabMatrix.ts";
import { type MatlabBytes, matlabTagAt, matlabTypes, requireMatlabData } from "./matlabTag.ts";

/** An array of numbers. The first extent runs fastest: MATLAB stores matrices column by column. */
export interface MatlabArray {
  readonly extents: readonly number[];
  /** As bytes where the file has them as uint8. */
  readonly data: Uint8Array | Float64Array;
}

/** What to look for in a MAT-file. */
export interface MatlabOptions {
  /** The arrays that are wanted; others are not unpacked. */
  readonly names: readonly string[];
  /** The file, for messages. */
  readonly path: string;
  /** Bytes that an array may have, unpacked; default 2 GiB. */
  readonly most?: number | undefined;
}

const headerSize = 128;

/**
 * The arrays of real numbers that have the given names in the bytes of a MAT-file of version 5, which is what MATLAB
 * calls 5, 6 and 7, but not 7.3. Arrays of bytes that are not packed share memory with `bytes`.
 *
 * @throws {DataError} when the bytes are no such file, are damaged, or one of the names is missing
 * @source MathWorks, "MAT-File Format", version 5
 */
export async function parseMatlab(
  bytes: Uint8Array,
  { names, path, most = 2 ** 31 }: MatlabOptions,
): Promise<ReadonlyMap<string, MatlabArray>> {
  const file: MatlabBytes = { bytes, path, littleEndian: isLittleEndian(bytes, path) };
  const arrays = new Map<string, MatlabArray>();
  for (let at = headerSize; at < bytes.length; ) {
    const tag = matlabTagAt(file, at);
    requireMatlabData(file, tag);
    const wanted = names.filter((name) => !arrays.has(name));
    const found = await arrayAt({ ...file, bytes: bytes.subarray(at, tag.end) }, wanted, most);
    if (found) arrays.set(found.name, found.array);
    at = tag.end;
  }
  const missing = names.find((name) => !arrays.has(name));
  if (missing === undefined) return arrays;
  throw cannotRead(path, `it has no array of real numbers "${missing}", needs one`);
}

/** The header is a text of 116 bytes, a place of 8, the version and the order of bytes. */
function isLittleEndian(bytes: Uint8Array, path: string): boolean {
  if (bytes.length < headerSize) {
    throw cannotRead(path, `it has ${bytes.length} bytes, needs a header of ${headerSize}`);
  }
  const order = String.fromCharCode(bytes[126]!, bytes[127]!);
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerSize);
  const version = view.getUint16(124, order === "IM");
  if ((order === "IM" || order === "MI") && version === 0x100) return order === "IM";
  const isNewer = order === "IM" && version === 0x200;
  const found = isNewer ? "is a MAT-file of version 7.3" : "does not start as a MAT-file";
  throw cannotRead(path, `it ${found}, needs one of version 5 to 7`);
}

/** The array in an element of the file, when its name is among those wanted. */
async function arrayAt(element: MatlabBytes, names: readonly string[], most: number) {
  const tag = matlabTagAt(element, 0);
  const isPacked = tag.type === matlabTypes.compressed;
  const packed = { ...element, bytes: element.bytes.subarray(tag.begin) };
  const header = isPacked ? inflateMatlabHeader(packed) : element;
  const matrix = matlabMatrixAt(header);
  if (!matrix || !names.includes(matrix.name)) return undefined;
  const unpacked = isPacked ? await inflateMatlab(packed, header, most) : element;
  const array = { extents: matrix.extents, data: matlabNumbers(unpacked, matrix) };
  return { name: matrix.name, array };
}
