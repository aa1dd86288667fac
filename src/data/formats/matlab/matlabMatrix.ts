import { cannotRead } from "../../cannotRead.ts";
import { type MatlabBytes, matlabTagAt, matlabTypes, requireMatlabData } from "./matlabTag.ts";

/** What a MAT-file says of an array of numbers before it gives them. */
export interface MatlabMatrix {
  readonly name: string;
  readonly extents: readonly number[];
  readonly type: NumberType;
  /** Where the numbers begin and end. */
  readonly begin: number;
  readonly end: number;
}

/** How numbers are stored. */
interface NumberType {
  readonly name: string;
  /** Units: bytes */
  readonly size: number;
  read(view: DataView, at: number, littleEndian: boolean): number;
}

/** By their numbers in the file. Of integers of 64 bits the nearest double is taken. */
const numberTypes: { readonly [type: number]: NumberType } = {
  1: { name: "int8", size: 1, read: (view, at) => view.getInt8(at) },
  2: { name: "uint8", size: 1, read: (view, at) => view.getUint8(at) },
  3: { name: "int16", size: 2, read: (view, at, little) => view.getInt16(at, little) },
  4: { name: "uint16", size: 2, read: (view, at, little) => view.getUint16(at, little) },
  5: { name: "int32", size: 4, read: (view, at, little) => view.getInt32(at, little) },
  6: { name: "uint32", size: 4, read: (view, at, little) => view.getUint32(at, little) },
  7: { name: "single", size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  9: { name: "double", size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  12: { name: "int64", size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  13: {
    name: "uint64",
    size: 8,
    read: (view, at, little) => Number(view.getBigUint64(at, little)),
  },
};

const [int8, uint8, int32, uint32] = [1, 2, 5, 6];

/** Classes of arrays: below are cells, structures, objects, texts and sparse arrays, above are functions and the like. */
const [firstNumeric, lastNumeric] = [6, 15];

const complexFlag = 0x800;

/** More than any array has, and than MATLAB gives names characters. */
const mostExtents = 32;
const longestName = 63;

/**
 * Bytes at the start of a matrix element that are enough to read its header: four tags of 8 bytes, flags of 8, extents
 * and name.
 */
export const longestMatlabHeader = 8 + 8 + 4 * 8 + 4 * mostExtents + longestName + 1;

/**
 * The header of the array of real numbers that `source` begins with, whose sizes agree; undefined for whatever else an element
 * can be. The numbers themselves need not be there.
 *
 * @throws {DataError} when the header is damaged
 * @source MathWorks, "MAT-File Format", version 5, section "Numeric Array and Character Array Data Element Formats"
 */
export function matlabMatrixAt(source: MatlabBytes): MatlabMatrix | undefined {
  const { path } = source;
  const matrix = matlabTagAt(source, 0);
  if (matrix.type !== matlabTypes.matrix) {
    throw cannotRead(path, `it has an element of type ${matrix.type}, needs 14, an array`);
  }
  const flags = partAt(source, matrix.begin, flagsPart);
  const word = integersOf(flags.data, source)[0] ?? 0;
  if (!isRealNumbers(word)) return undefined;
  const dimensions = partAt(source, flags.next, extentsPart);
  const extents = integersOf(dimensions.data, source);
  const label = partAt(source, dimensions.next, namePart);
  const name = new TextDecoder().decode(label.data);
  const { type, begin, end } = matlabTagAt(source, label.next);
  if (end > matrix.end || matrix.end - end >= 8) {
    const found = `its element has ${matrix.end - begin} bytes for them`;
    throw cannotRead(path, `"${name}" has ${end - begin} bytes, ${found}, needs as many`);
  }
  const numbers = numberTypeOf({ name, extents, type, size: end - begin }, path);
  return { name, extents, type: numbers, begin, end };
}

function isRealNumbers(flags: number): boolean {
  const kind = flags & 0xff;
  return kind >= firstNumeric && kind <= lastNumeric && (flags & complexFlag) === 0;
}

interface Part {
  readonly types: readonly number[];
  /** For messages. */
  readonly name: string;
  /** Units: bytes */
  readonly most: number;
}

const flagsPart: Part = { types: [uint32], name: "flags", most: 8 };
const extentsPart: Part = { types: [int32], name: "extents", most: 4 * mostExtents };
const namePart: Part = { types: [int8, matlabTypes.utf8], name: "a name", most: longestName };

/** One of the parts of a header, and where the next one begins. */
function partAt(source: MatlabBytes, at: number, { types, name, most }: Part) {
  const tag = matlabTagAt(source, at);
  const size = tag.end - tag.begin;
  if (!types.includes(tag.type) || size > most) {
    const needed = `type ${types.join(" or ")} and at most ${most} bytes`;
    const found = `an array has ${name} of type ${tag.type} and ${size} bytes`;
    throw cannotRead(source.path, `${found}, needs ${needed}`);
  }
  requireMatlabData(source, tag);
  return { data: source.bytes.subarray(tag.begin, tag.end), next: tag.next };
}

function integersOf(data: Uint8Array, { littleEndian }: MatlabBytes): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  return Array.from({ length: Math.floor(data.length / 4) }, (_, i) =>
    view.getInt32(4 * i, littleEndian),
  );
}

interface Claim {
  readonly name: string;
  readonly extents: readonly number[];
  readonly type: number;
  readonly size: number;
}

function numberTypeOf({ name, extents, type, size }: Claim, path: string): NumberType {
  const numbers = numberTypes[type];
  if (!numbers) {
    const known = Object.values(numberTypes).map((known) => known.name);
    throw cannotRead(path, `"${name}" holds type ${type}, needs one of ${known.join(", ")}`);
  }
  const shown = extents.join(" × ");
  if (extents.length < 2 || extents.some((extent) => extent < 0)) {
    throw cannotRead(path, `"${name}" has extents ${shown}, needs two or more counts`);
  }
  const needed = extents.reduce((bytes, extent) => bytes * extent, numbers.size);
  if (size === needed) return numbers;
  throw cannotRead(
    path,
    `"${name}" has ${size} bytes, ${shown} of ${numbers.name} needs ${needed}`,
  );
}

/**
 * The numbers of an array, the first extent running fastest: those stored as uint8 are a view, others are copied.
 *
 * @throws {DataError} when they are not all there
 */
export function matlabNumbers(
  source: MatlabBytes,
  { begin, end, type }: MatlabMatrix,
): Uint8Array | Float64Array {
  requireMatlabData(source, { type: matlabTypes.matrix, begin, end, next: end });
  const data = source.bytes.subarray(begin, end);
  if (type === numberTypes[uint8]) return data;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const numbers = new Float64Array(data.length / type.size);
  for (let i = 0; i < numbers.length; i++) {
    numbers[i] = type.read(view, i * type.size, source.littleEndian);
  }
  return numbers;
}
