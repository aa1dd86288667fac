import { mkdtempSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { sizeOf } from "../core/shape.ts";
import { openSafetensors } from "./openSafetensors.ts";
import { encodeSafetensors } from "./safetensors.ts";
import { encodeHeader, type StoredPlace } from "./safetensorsHeader.ts";
import { StorageError } from "./storageError.ts";

const folder = mkdtempSync(join(tmpdir(), "learnscope-"));
const path = join(folder, "w.safetensors");

const tensors = new Map([
  ["a.weight", { dtype: "f32", shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }],
  ["steps", { dtype: "i32", shape: [], data: Int32Array.of(7) }],
  ["none", { dtype: "u8", shape: [0, 5], data: new Uint8Array() }],
] as const);
const whole = Buffer.concat(encodeSafetensors({ tensors, metadata: { network: "toy" } }));

/** All tensors of a file, as floats. */
async function readAll(path: string): Promise<Record<string, number[]>> {
  const file = await openSafetensors(path);
  try {
    const read: Record<string, number[]> = {};
    for (const { name, shape } of file.places.values()) {
      const out = new Float32Array(sizeOf(shape));
      await file.readFloats(name, out);
      read[name] = [...out];
    }
    return read;
  } finally {
    await file.close();
  }
}

test("openSafetensors() gives header and tensors of what encodeSafetensors() wrote", async () => {
  writeFileSync(path, whole);
  const file = await openSafetensors(path);
  expect(file.metadata).toEqual({ network: "toy" });
  expect(file.places.get("a.weight")).toMatchObject({ dtype: "F32", shape: [2, 2] });
  await file.close();
  expect(await readAll(path)).toEqual({ "a.weight": [1, 2, 3, 4], steps: [7], none: [] });
});

test("SafetensorsFile gives a tensor's bytes whole, in pieces, and their place in the file", async () => {
  const bytes = Uint8Array.from({ length: 2_500_000 }, (_, i) => i % 251);
  const big = { dtype: "u8", shape: [bytes.length], data: bytes } as const;
  const stored = encodeSafetensors({ tensors: new Map([["big", big]]), metadata: {} });
  writeFileSync(path, Buffer.concat(stored));
  const file = await openSafetensors(path);
  expect(await file.readBytes("big")).toEqual(bytes);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.chunksOf("big")) pieces.push(piece.slice());
  expect(pieces.length).toBe(3);
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  expect(file.offsetOf("big")).toBe(stored[0]!.length);
  expect(() => file.offsetOf("small")).toThrow(
    new DataError(`Cannot read "small" of "${path}": there is none, needs it`),
  );
  await file.close();
});

test("SafetensorsFile.readFloats() converts a tensor that is larger than what it reads at a time", async () => {
  const count = 300_000; // 2.4 MB of float64, in pieces of 1 MiB
  const numbers = Float64Array.from({ length: count }, (_, i) => i / 8);
  const end = numbers.byteLength;
  const place: StoredPlace = { name: "w", dtype: "F64", shape: [count], begin: 0, end };
  const header = encodeHeader({ places: [place], metadata: {} });
  writeFileSync(path, Buffer.concat([header, new Uint8Array(numbers.buffer)]));
  const file = await openSafetensors(path);
  const out = new Float32Array(count);
  expect(await file.readFloats("w", out)).toBe(true);
  await file.close();
  expect(out).toEqual(Float32Array.from(numbers));
});

test("SafetensorsFile.readFloats() refuses unknown names, other sizes and a file that was cut off", async () => {
  writeFileSync(path, whole);
  const file = await openSafetensors(path);
  const read = (name: string, size: number) => file.readFloats(name, new Float32Array(size));
  await expect(read("b", 2)).rejects.toThrow(
    new DataError(`Cannot read "b" of "${path}": there is none, needs 2 elements`),
  );
  await expect(read("steps", 2)).rejects.toThrow(
    new DataError(`Cannot read "steps" of "${path}": it has 1 elements, needs 2 elements`),
  );
  truncateSync(path, whole.length - 2);
  await expect(read("a.weight", 4)).resolves.toBe(true);
  await expect(read("steps", 1)).rejects.toThrow(
    new DataError(
      `Cannot read "${path}": it ends at ${whole.length - 2} bytes, needs ${whole.length}`,
    ),
  );
  await file.close();
});

test("openSafetensors() refuses what is missing, a folder, and what is none", async () => {
  const missing = join(folder, "missing.safetensors");
  await expect(openSafetensors(missing)).rejects.toThrow(
    new DataError(`Cannot read "${missing}": it does not exist, needs a safetensors file`),
  );
  await expect(openSafetensors(folder)).rejects.toThrow(
    new StorageError(`Cannot read "${folder}": a folder of that name is in the way, needs a file`),
  );
  writeFileSync(path, "PK\u0003\u0004");
  await expect(openSafetensors(path)).rejects.toThrow(
    new DataError(`Cannot read "${path}": it has 4 bytes, needs at least 8`),
  );
});

test("openSafetensors() takes no memory for what a header claims", async () => {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setBigUint64(0, 99_000_000n, true);
  writeFileSync(path, bytes);
  const before = process.memoryUsage().arrayBuffers;
  await expect(openSafetensors(path)).rejects.toThrow(
    new DataError(`Cannot read "${path}": its header claims 99000000 bytes, needs at most 24`),
  );
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
});

test("openSafetensors() of a damaged file gives a DataError or tensors of the file's size, whatever the damage", async () => {
  const damage = fc.record({
    cut: fc.nat(2 * whole.length),
    changes: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ cut, changes }) => {
      const bytes = Uint8Array.from(whole);
      for (const [at, value] of changes) bytes[at] = value;
      writeFileSync(path, bytes.subarray(0, cut));
      try {
        const size = Object.values(await readAll(path)).flat().length;
        expect(size).toBeLessThan(bytes.length);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
      }
    }),
    { numRuns: 200 },
  );
});

test("openSafetensors() of random bytes gives a DataError", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
      writeFileSync(path, bytes);
      await expect(readAll(path)).rejects.toBeInstanceOf(DataError);
    }),
  );
});
