import { addressOf } from "./ffi.ts";

/** Cache lines and AVX-512 registers. */
const alignment = 64;

/** Zeroed memory that begins at a multiple of 64 bytes and is never moved. */
export function allocate(bytes: number): Uint8Array<ArrayBuffer> {
  const memory = new Uint8Array(new ArrayBuffer(bytes + alignment));
  const excess = Number(addressOf(memory) % BigInt(alignment));
  return memory.subarray(alignment - excess, alignment - excess + bytes);
}
