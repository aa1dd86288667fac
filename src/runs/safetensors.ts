import { bytesPerElement, type Dtype, makeArray, type NumberArray } from "../core/dtype.ts";
import { DataError } from "../core/errors.ts";
import { type Shape, showShape, sizeOf } from "../core/shape.ts";

/** A tensor as it lies in a file, row by row. */
export interface StoredTensor {
  readonly dtype: Dtype;
  readonly shape: Shape;
  readonly data: NumberArray;
}

/** What a safetensors file holds: tensors by name, and texts by name. */
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Our element types under the format's names; it has others, which we do not read. */
const dtypes: ReadonlyMap<unknown, Dtype> = new Map([
  ["F32", "f32"],
  ["I32", "i32"],
  ["U8", "u8"],
]);

const metadataKey = "__metadata__";

/** The format's own bound. */
const longestHeader = 100_000_000;

/** Bytes of the number that comes first, the header's length. */
const prefixSize = 8;

/** Where a tensor lies in the bytes behind the header. */
interface Place {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: Shape;
  readonly begin: number;
  readonly end: number;
}

/**
 * The bytes of a safetensors file: the length of the header, the header in JSON, and the elements of all tensors
 * without gaps, little-endian.
 *
 * @throws {DataError} when a name is reserved, or a tensor does not have the bytes that its shape needs
 * @source https://github.com/huggingface/safetensors, section "Format"
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  // Wider elements first, so that each tensor begins at a multiple of its element size.
  const sorted = [...tensors].sort(
    ([, a], [, b]) => bytesPerElement[b.dtype] - bytesPerElement[a.dtype],
  );
  let end = 0;
  const entries = sorted.map(([name, tensor]) => {
    checkStorable(name, tensor);
    const begin = end;
    end += tensor.data.byteLength;
    const dtype = tensor.dtype.toUpperCase();
    return [name, { dtype, shape: tensor.shape, data_offsets: [begin, end] }] as const;
  });
  const header = encodeHeader(Object.fromEntries([[metadataKey, metadata], ...entries]));
  const bytes = new Uint8Array(header.length + end);
  bytes.set(header);
  let offset = header.length;
  for (const [, { data }] of sorted) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return bytes;
}

function checkStorable(name: string, { dtype, shape, data }: StoredTensor): void {
  if (name === metadataKey) {
    throw new DataError(`Cannot store a tensor named "${name}": the name is reserved`);
  }
  const needed = sizeOf(shape) * bytesPerElement[dtype];
  if (data.byteLength !== needed) {
    throw new DataError(
      `Cannot store "${name}": ${data.byteLength} bytes, ${dtype} ${showShape(shape)} needs ${needed}`,
    );
  }
}

/** Length and text, filled up with spaces so that the elements begin at a multiple of 8. */
function encodeHeader(header: unknown): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(prefixSize + length).fill(" ".charCodeAt(0));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, prefixSize);
  return bytes;
}

/**
 * What the bytes of a safetensors file hold; `path` is for messages. Nothing is believed unchecked: every tensor lies
 * inside the file, has the bytes its shape needs, and none lies over another.
 *
 * @throws {DataError} when the bytes are no safetensors file, or hold element types other than F32, I32 and U8
 * @source https://github.com/huggingface/safetensors, section "Format"
 */
export function parseSafetensors(bytes: Uint8Array, path: string): Safetensors {
  const refuse: Refuse = (what) => {
    throw new DataError(`Cannot read "${path}": ${what}`);
  };
  const { header, elements } = splitHeader(bytes, refuse);
  const { [metadataKey]: metadata = {}, ...entries } = header;
  const places = Object.entries(entries).map(([name, entry]) => placeOf(name, entry, refuse));
  checkGapless(places, elements.length, refuse);
  return {
    tensors: new Map(places.map((place) => [place.name, tensorAt(place, elements)])),
    metadata: checkTexts(metadata, refuse),
  };
}

type Refuse = (what: string) => never;

function splitHeader(bytes: Uint8Array, refuse: Refuse) {
  if (bytes.length < prefixSize)
    refuse(`it has ${bytes.length} bytes, needs at least ${prefixSize}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = Number(view.getBigUint64(0, true));
  const most = Math.min(longestHeader, bytes.length - prefixSize);
  if (length > most) refuse(`its header claims ${length} bytes, needs at most ${most}`);
  const elements = bytes.subarray(prefixSize + length);
  const header = parseObject(bytes.subarray(prefixSize, prefixSize + length));
  return { header: header ?? refuse("its header is no JSON object, needs one"), elements };
}

function parseObject(text: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function placeOf(name: string, entry: unknown, refuse: Refuse): Place {
  const known = isObject(entry) ? entry : {};
  const { dtype: typeName, shape, data_offsets: offsets } = known;
  const dtype = dtypes.get(typeName);
  const show = JSON.stringify;
  if (!dtype) return refuse(`"${name}" holds ${show(typeName)}, needs "F32", "I32" or "U8"`);
  if (!isCounts(shape)) return refuse(`"${name}" has shape ${show(shape)}, needs a list of counts`);
  if (!isCounts(offsets)) return refuse(`"${name}" lies at ${show(offsets)}, needs two counts`);
  const [begin = 0, end = 0] = offsets;
  const needed = sizeOf(shape) * bytesPerElement[dtype];
  if (offsets.length !== 2 || end - begin !== needed) {
    const wanted = `two places ${needed} bytes apart for ${dtype} ${showShape(shape)}`;
    return refuse(`"${name}" lies at ${show(offsets)}, needs ${wanted}`);
  }
  return { name, dtype, shape, begin, end };
}

function checkGapless(places: readonly Place[], size: number, refuse: Refuse): void {
  let covered = 0;
  const inOrder = places.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
  for (const { name, begin, end } of inOrder) {
    if (begin !== covered)
      refuse(`"${name}" begins at ${begin}, needs ${covered}, the end of others`);
    covered = end;
  }
  if (covered !== size) refuse(`${size} bytes follow its header, its tensors need ${covered}`);
}

/** A copy: in the file, elements may lie at addresses that typed arrays cannot view. */
function tensorAt({ dtype, shape, begin, end }: Place, elements: Uint8Array): StoredTensor {
  const data = makeArray(dtype, sizeOf(shape));
  new Uint8Array(data.buffer).set(elements.subarray(begin, end));
  return { dtype, shape, data };
}

function checkTexts(metadata: unknown, refuse: Refuse): Readonly<Record<string, string>> {
  const isTexts = (value: unknown): value is Record<string, string> =>
    isObject(value) && Object.values(value).every((text) => typeof text === "string");
  return isTexts(metadata) ? metadata : refuse("its metadata are no texts by name, needs texts");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
}
