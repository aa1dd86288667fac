/** An element type as a file stores it. */
interface Encoding {
  /** Bytes of an element. */
  readonly bytes: number;
  elementAt(view: DataView, offset: number): number | bigint;
}

/** Two bytes that become the upper half of a float32 of zeros. */
const upperHalf = new DataView(new ArrayBuffer(4));

/** The element types that can be read, under their names in safetensors files. */
const encodings = {
  F64: { bytes: 8, elementAt: (view, offset) => view.getFloat64(offset, true) },
  F32: { bytes: 4, elementAt: (view, offset) => view.getFloat32(offset, true) },
  F16: { bytes: 2, elementAt: (view, offset) => halfOf(view.getUint16(offset, true)) },
  BF16: {
    bytes: 2,
    elementAt(view, offset) {
      upperHalf.setUint16(2, view.getUint16(offset, true), true);
      return upperHalf.getFloat32(0, true);
    },
  },
  I64: { bytes: 8, elementAt: (view, offset) => view.getBigInt64(offset, true) },
  I32: { bytes: 4, elementAt: (view, offset) => view.getInt32(offset, true) },
  I16: { bytes: 2, elementAt: (view, offset) => view.getInt16(offset, true) },
  I8: { bytes: 1, elementAt: (view, offset) => view.getInt8(offset) },
  U8: { bytes: 1, elementAt: (view, offset) => view.getUint8(offset) },
  BOOL: { bytes: 1, elementAt: (view, offset) => view.getUint8(offset) },
} as const satisfies Readonly<Record<string, Encoding>>;

/** The name of an element type in a safetensors file. */
export type StoredDtype = keyof typeof encodings;

/** The names of all element types that can be read. */
export const storedDtypes = Object.keys(encodings) as readonly StoredDtype[];

/** Bytes that an element takes in a file. */
export function storedBytes(dtype: StoredDtype): number {
  return encodings[dtype].bytes;
}

/**
 * Fills `out` with the elements that `bytes` hold, each as the nearest float32, and tells whether all of them are what
 * the file holds, to the last bit. F16, BF16 and the small integers always are; of the others, those that a float32
 * has room for.
 */
export function decodeFloats(dtype: StoredDtype, bytes: Uint8Array, out: Float32Array): boolean {
  const { bytes: step, elementAt }: Encoding = encodings[dtype];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let exact = true;
  for (let i = 0; i < out.length; i++) {
    const element = elementAt(view, i * step);
    out[i] = Number(element);
    // Not `!==`: a float compares with a bigint by value, and NaN stands for NaN.
    if (out[i]! < element || out[i]! > element) exact = false;
  }
  return exact;
}

/** A number of half precision: IEEE 754-2019, binary16. */
function halfOf(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (0x400 + fraction) * 2 ** (exponent - 25);
}
