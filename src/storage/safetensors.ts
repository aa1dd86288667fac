import { bytesOf } from "../core/bytesOf.ts";
import { bytesPerElement, type Dtype, makeArray, type NumberArray } from "../core/dtype.ts";
import { DataError } from "../core/errors.ts";
import { type Shape, showShape, sizeOf } from "../core/shape.ts";
import {
  encodeHeader,
  headerLength,
  metadataKey,
  parseHeader,
  prefixSize,
  type SafetensorsHeader,
  type StoredPlace,
} from "./safetensorsHeader.ts";
import type { StoredDtype } from "./storedDtype.ts";

/** The element types that are kept as they are; bf16 has no array of its own, and only ever stands for an f32. */
type KeptDtype = Exclude<Dtype, "bf16">;

/** A tensor with its elements, row by row. */
export interface StoredTensor {
  readonly dtype: KeptDtype;
  readonly shape: Shape;
  readonly data: NumberArray;
}

/** What a safetensors file holds: tensors by name, and texts by name. */
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const storedAs: { readonly [D in KeptDtype]: StoredDtype } = { f32: "F32", i32: "I32", u8: "U8" };

/**
 * The bytes of a safetensors file in the order in which they are to be written: the length of the header, the header in
 * JSON, and the elements of all tensors without gaps, little-endian. Nothing is copied: the tensors' own memory is what
 * follows the header.
 *
 * @throws {DataError} when a name is reserved, or a tensor does not have the bytes that its shape needs
 * @source https://github.com/huggingface/safetensors, section "Format"
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): readonly Uint8Array[] {
  // Wider elements first, so that each tensor begins at a multiple of its element size.
  const sorted = [...tensors].sort(
    ([, a], [, b]) => bytesPerElement[b.dtype] - bytesPerElement[a.dtype],
  );
  let end = 0;
  const places = sorted.map(([name, tensor]): StoredPlace => {
    checkStorable(name, tensor);
    const begin = end;
    end += tensor.data.byteLength;
    return { name, dtype: storedAs[tensor.dtype], shape: tensor.shape, begin, end };
  });
  const elements = sorted.map(([, { data }]) => bytesOf(data));
  return [encodeHeader({ places, metadata }), ...elements];
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

/**
 * What the bytes of a small safetensors file hold, all of it at once; `path` is for messages. `openSafetensors` reads
 * large ones, and converts.
 *
 * @throws {DataError} when the bytes are no safetensors file, or hold element types other than F32, I32 and U8
 */
export function parseSafetensors(bytes: Uint8Array, path: string): Safetensors {
  const first = prefixSize + headerLength(bytes, bytes.length, path);
  const elements = bytes.subarray(first);
  const text = bytes.subarray(prefixSize, first);
  const { places, metadata }: SafetensorsHeader = parseHeader(text, elements.length, path);
  const tensors = places.map((place) => [place.name, tensorAt(place, elements, path)] as const);
  return { tensors: new Map(tensors), metadata };
}

/** A copy: in the file, elements may lie at addresses that typed arrays cannot view. */
function tensorAt(place: StoredPlace, elements: Uint8Array, path: string): StoredTensor {
  const kept = Object.entries(storedAs).find(([, stored]) => stored === place.dtype);
  if (!kept) {
    throw new DataError(
      `Cannot read "${path}": "${place.name}" holds ${place.dtype}, needs ${Object.values(storedAs).join(", ")}`,
    );
  }
  const dtype = kept[0] as KeptDtype;
  const data = makeArray(dtype, sizeOf(place.shape));
  new Uint8Array(data.buffer).set(elements.subarray(place.begin, place.end));
  return { dtype, shape: place.shape, data };
}
