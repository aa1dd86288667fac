/**
 * Element types of tensors. `f32` computes; `bf16`, its upper half, computes faster where a tensor is large and its
 * numbers need not be exact; `i32` and `u8` carry labels, indices and raw images.
 */
export type Dtype = "f32" | "bf16" | "i32" | "u8";

/** The element types of images: `u8` holds pixels, which networks see as fractions of 1, `f32` numbers seen as they are. */
export type ImageDtype = Extract<Dtype, "u8" | "f32">;

/** The element types that are computed with. */
export type FloatDtype = "f32" | "bf16";

/** A typed array that can hold the elements of a tensor; `Float64Array` only in the checker's float64 mode. */
export type NumberArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Bytes one element takes. */
export const bytesPerElement: { readonly [D in Dtype]: number } = {
  f32: 4,
  bf16: 2,
  i32: 4,
  u8: 1,
};

/** Whether an element type is computed with, and carries gradients. */
export function isFloat(dtype: Dtype): dtype is FloatDtype {
  return dtype === "f32" || dtype === "bf16";
}

/** A zeroed array for `length` elements; JavaScript has no array of bf16, so that f32 holds them, rounded. */
export function makeArray(dtype: Dtype, length: number): NumberArray {
  switch (dtype) {
    case "f32":
    case "bf16":
      return new Float32Array(length);
    case "i32":
      return new Int32Array(length);
    case "u8":
      return new Uint8Array(length);
    default:
      return dtype satisfies never;
  }
}
