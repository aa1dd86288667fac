import { bf16Bits } from "../../core/bf16.ts";
import { bytesPerElement, type Dtype, type NumberArray } from "../../core/dtype.ts";
import { addressOf } from "./ffi.ts";

/** Cache lines and AVX-512 registers. */
const alignment = 64;

/** Zeroed memory that begins at a multiple of 64 bytes and is never moved. */
export function allocate(bytes: number): Uint8Array<ArrayBuffer> {
  const memory = new Uint8Array(new ArrayBuffer(bytes + alignment));
  const excess = Number(addressOf(memory) % BigInt(alignment));
  return memory.subarray(alignment - excess, alignment - excess + bytes);
}

/** A typed array in aligned memory of its own. */
export function allocateArray(dtype: Dtype, length: number): NumberArray {
  return arrayIn(allocate(length * bytesPerElement[dtype]), dtype, length);
}

/** Writes one number to every element of some memory. */
export function fill(memory: Uint8Array, dtype: Dtype, value: number): void {
  const length = memory.length / bytesPerElement[dtype];
  if (dtype !== "bf16") arrayIn(memory, dtype, length).fill(value);
  else new Uint16Array(memory.buffer, memory.byteOffset, length).fill(bf16Bits(value));
}

/** The first `length` elements of some memory as a typed array. */
export function arrayIn(memory: Uint8Array, dtype: Dtype, length: number): NumberArray {
  const { buffer, byteOffset } = memory;
  switch (dtype) {
    case "f32":
      return new Float32Array(buffer, byteOffset, length);
    case "i32":
      return new Int32Array(buffer, byteOffset, length);
    case "u8":
      return new Uint8Array(buffer, byteOffset, length);
    case "bf16":
      throw new Error("internal: bf16 lies in memory as oneDNN has it, which no array reads");
    default:
      return dtype satisfies never;
  }
}
