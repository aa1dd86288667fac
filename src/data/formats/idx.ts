import { cannotRead } from "../cannotRead.ts";

/** The contents of an IDX file of bytes: `data` holds as many as the product of `extents`. */
export interface IdxArray {
  readonly extents: readonly number[];
  readonly data: Uint8Array;
}

/** The contents of an IDX file of integers. */
export interface IdxIntegers {
  readonly extents: readonly number[];
  readonly data: Int32Array;
}

/** An element type by its number in the third byte. IDX also knows signed bytes, short integers and floats. */
interface ElementType {
  readonly code: number;
  /** Units: bytes */
  readonly size: number;
}

const unsignedByte: ElementType = { code: 0x08, size: 1 };
const integer: ElementType = { code: 0x0c, size: 4 };

/**
 * The array in the bytes of an IDX file; `path` is for messages. `data` shares memory with `bytes`.
 *
 * Shape: extents as the header gives them, for images [N, H, W], for labels [N]
 * @throws {DataError} when the bytes are not what their header claims
 * @source LeCun, Cortes, Burges, "The MNIST database", http://yann.lecun.com/exdb/mnist/, section "File formats"
 */
export function parseIdx(bytes: Uint8Array, path: string): IdxArray {
  return parseElements(bytes, unsignedByte, path);
}

/**
 * The array in the bytes of an IDX file of 32-bit integers, of which the most significant byte comes first; `path` is for
 * messages.
 *
 * @throws {DataError} when the bytes are not what their header claims
 */
export function parseIdxIntegers(bytes: Uint8Array, path: string): IdxIntegers {
  const { extents, data } = parseElements(bytes, integer, path);
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const count = data.length / integer.size;
  return {
    extents,
    data: Int32Array.from({ length: count }, (_, i) => view.getInt32(integer.size * i)),
  };
}

/** Whether the bytes of an IDX file say that 32-bit integers are in it. */
export function holdsIntegers(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === integer.code;
}

function parseElements(bytes: Uint8Array, type: ElementType, path: string): IdxArray {
  const [zero0, zero1, code, rank] = bytes;
  if (rank === undefined) {
    throw cannotRead(path, `it has ${bytes.length} bytes, needs a header of at least 8`);
  }
  if (zero0 !== 0 || zero1 !== 0 || code !== type.code || rank === 0) {
    const needed = `00 00 ${showByte(type.code)}`;
    const found = Array.from(bytes.subarray(0, 4), showByte).join(" ");
    throw cannotRead(path, `it starts with ${found}, needs ${needed} and a rank above 0`);
  }
  const headerSize = 4 + 4 * rank;
  if (bytes.length < headerSize) {
    throw cannotRead(
      path,
      `it has ${bytes.length} bytes, rank ${rank} needs a header of ${headerSize}`,
    );
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerSize);
  const extents = Array.from({ length: rank }, (_, axis) => header.getUint32(4 + 4 * axis));
  const needed = extents.reduce((size, extent) => size * extent, type.size);
  const found = bytes.length - headerSize;
  if (found !== needed) {
    const fault = found < needed ? "is cut short" : "has bytes to spare";
    throw cannotRead(
      path,
      `it ${fault}, ${found} bytes follow its header and ${extents.join(" × ")} needs ${needed}`,
    );
  }
  return { extents, data: bytes.subarray(headerSize) };
}

function showByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
