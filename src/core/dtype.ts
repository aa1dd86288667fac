/** Element types of tensors. `f32` computes; `i32` and `u8` carry labels, indices and raw images. */
export type Dtype = "f32" | "i32" | "u8";

/** A typed array that can hold the elements of a tensor; `Float64Array` only in the checker's float64 mode. */
export type NumberArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Bytes one element takes. */
export const bytesPerElement: { readonly [D in Dtype]: number } = { f32: 4, i32: 4, u8: 1 };

/** A zeroed array for `length` elements. */
export function makeArray(dtype: Dtype, length: number): NumberArray {
  switch (dtype) {
    case "f32":
      return new Float32Array(length);
    case "i32":
      return new Int32Array(length);
    case "u8":
      return new Uint8Array(length);
    default:
      return dtype satisfies never;
  }
}
