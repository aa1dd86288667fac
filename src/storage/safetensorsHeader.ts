import { DataError } from "../core/errors.ts";
import { type Shape, showShape, sizeOf } from "../core/shape.ts";
import { type StoredDtype, storedBytes, storedDtypes } from "./storedDtype.ts";

/** A tensor as a file's header describes it. */
export interface StoredPlace {
  readonly name: string;
  readonly dtype: StoredDtype;
  readonly shape: Shape;
  /** The bytes it lies in, counted from the end of the header. */
  readonly begin: number;
  readonly end: number;
}

/** What a header says: which tensors there are, in the order of their bytes, and texts by name. */
export interface SafetensorsHeader {
  readonly places: readonly StoredPlace[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** The one name that no tensor may have. */
export const metadataKey = "__metadata__";

/** The format's own bound. */
const longestHeader = 100_000_000;

/** Bytes of the number that comes first, the header's length. */
export const prefixSize = 8;

/**
 * The first bytes of a file: the header's length, and the header in JSON, filled up so that elements begin at a multiple
 * of 8, and at `least` bytes from the file's start.
 */
export function encodeHeader({ places, metadata }: SafetensorsHeader, least = 0): Uint8Array {
  const entries = places.map(({ name, dtype, shape, begin, end }) => [
    name,
    { dtype, shape, data_offsets: [begin, end] },
  ]);
  const header = Object.fromEntries([[metadataKey, metadata], ...entries]);
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(Math.max(text.length, least - prefixSize) / 8) * 8;
  const bytes = new Uint8Array(prefixSize + length).fill(" ".charCodeAt(0));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, prefixSize);
  return bytes;
}

/**
 * The length of the header of a file of `size` bytes, from its first 8 bytes; `path` is for messages.
 *
 * @throws {DataError} when the file has no room for it
 */
export function headerLength(prefix: Uint8Array, size: number, path: string): number {
  const refuse = refusalOf(path);
  if (size < prefixSize) refuse(`it has ${size} bytes, needs at least ${prefixSize}`);
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefixSize);
  const length = Number(view.getBigUint64(0, true));
  const most = Math.min(longestHeader, size - prefixSize);
  if (length > most) refuse(`its header claims ${length} bytes, needs at most ${most}`);
  return length;
}

/**
 * What a header says of the `size` bytes that follow it; `path` is for messages. Nothing is believed unchecked: every
 * tensor lies inside those bytes, has as many as its shape needs, and none lies over another.
 *
 * @throws {DataError} when the text is no such header
 */
export function parseHeader(text: Uint8Array, size: number, path: string): SafetensorsHeader {
  const refuse = refusalOf(path);
  const header = parseObject(text) ?? refuse("its header is no JSON object, needs one");
  const { [metadataKey]: metadata = {}, ...entries } = header;
  const places = Object.entries(entries)
    .map(([name, entry]) => placeOf(name, entry, refuse))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkGapless(places, size, refuse);
  return { places, metadata: checkTexts(metadata, refuse) };
}

type Refuse = (what: string) => never;

function refusalOf(path: string): Refuse {
  return (what) => {
    throw new DataError(`Cannot read "${path}": ${what}`);
  };
}

function parseObject(text: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function placeOf(name: string, entry: unknown, refuse: Refuse): StoredPlace {
  const known = isObject(entry) ? entry : {};
  const { dtype: dtypeName, shape, data_offsets: offsets } = known;
  const dtype = storedDtypes.find((own) => own === dtypeName);
  const show = JSON.stringify;
  if (!dtype) {
    return refuse(`"${name}" holds ${show(dtypeName)}, needs one of ${storedDtypes.join(", ")}`);
  }
  if (!isCounts(shape)) return refuse(`"${name}" has shape ${show(shape)}, needs a list of counts`);
  if (!isCounts(offsets)) return refuse(`"${name}" lies at ${show(offsets)}, needs two counts`);
  const [begin = 0, end = 0] = offsets;
  const needed = sizeOf(shape) * storedBytes(dtype);
  if (offsets.length !== 2 || end - begin !== needed) {
    const wanted = `two places ${needed} bytes apart for ${dtype} ${showShape(shape)}`;
    return refuse(`"${name}" lies at ${show(offsets)}, needs ${wanted}`);
  }
  return { name, dtype, shape, begin, end };
}

function checkGapless(inOrder: readonly StoredPlace[], size: number, refuse: Refuse): void {
  let covered = 0;
  for (const { name, begin, end } of inOrder) {
    if (begin !== covered)
      refuse(`"${name}" begins at ${begin}, needs ${covered}, the end of others`);
    covered = end;
  }
  if (covered !== size) refuse(`${size} bytes follow its header, its tensors need ${covered}`);
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
