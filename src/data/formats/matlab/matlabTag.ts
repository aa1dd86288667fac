import { cannotRead } from "../../cannotRead.ts";

/** Bytes of a MAT-file, or a part that was unpacked out of it, and how numbers lie in them. */
export interface MatlabBytes {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  /** The file, for messages. */
  readonly path: string;
}

/** What comes before the data of an element. */
export interface MatlabTag {
  readonly type: number;
  /** Where its data begin and end. */
  readonly begin: number;
  readonly end: number;
  /** Where the next element begins that lies in the same array: elements of arrays begin at multiples of 8 bytes. */
  readonly next: number;
}

/** Bytes that a tag takes; in the short form the data, four bytes at most, are among them. */
const tagSize = 8;

/** Types of elements that are no numbers. */
export const matlabTypes = { matrix: 14, compressed: 15, utf8: 16 } as const;

/**
 * The tag at a place. The data that it announces need not be there.
 *
 * @throws {DataError} when there is no room for a tag, or the short form announces more than it can hold
 * @source MathWorks, "MAT-File Format", version 5, section "Data Element Format"
 */
export function matlabTagAt(source: MatlabBytes, at: number): MatlabTag {
  const { bytes, littleEndian, path } = source;
  const left = bytes.length - at;
  if (left < tagSize) {
    throw cannotRead(path, `it is cut short, ${Math.max(0, left)} bytes are left for a tag of 8`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, tagSize);
  const first = view.getUint32(0, littleEndian);
  const short = first >>> 16;
  if (short > 4) throw cannotRead(path, `a short element claims ${short} bytes, needs at most 4`);
  if (short > 0) {
    const begin = at + 4;
    return { type: first & 0xffff, begin, end: begin + short, next: at + tagSize };
  }
  const begin = at + tagSize;
  const size = view.getUint32(4, littleEndian);
  return { type: first, begin, end: begin + size, next: begin + Math.ceil(size / 8) * 8 };
}

/**
 * Makes sure that what a tag announces is there.
 *
 * @throws {DataError} when it is not
 */
export function requireMatlabData({ bytes, path }: MatlabBytes, { begin, end }: MatlabTag): void {
  if (end <= bytes.length) return;
  const found = Math.max(0, bytes.length - begin);
  throw cannotRead(path, `it is cut short, ${found} bytes follow a tag that needs ${end - begin}`);
}
