import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dataFingerprint, fingerprintOf } from "./fingerprint.ts";
import type { ImagesInMemory } from "./imageSet.ts";
import { numberSetOf } from "./numberSet.ts";
import { selectExamples } from "./selectExamples.ts";

const set: ImagesInMemory = {
  images: Uint8Array.of(1, 2, 3, 4, 5, 6),
  labels: Int32Array.of(7, -1, 258),
  count: 3,
  channels: 1,
  height: 2,
  width: 1,
};

test("fingerprintOf() is the SHA-256 of extents, pixels and labels", () => {
  const labels = [7, 0, 0, 0, 255, 255, 255, 255, 2, 1, 0, 0];
  const bytes = [...Buffer.from("3×1×2×1"), 1, 2, 3, 4, 5, 6, ...labels];
  expect(fingerprintOf(set)).toBe(
    createHash("sha256").update(Uint8Array.from(bytes)).digest("hex"),
  );
});

test("fingerprintOf() changes with each pixel, label and extent", () => {
  const others = [
    { ...set, images: Uint8Array.of(1, 2, 3, 4, 5, 7) },
    { ...set, labels: Int32Array.of(7, -1, 257) },
    { ...set, height: 1, width: 2 },
    selectExamples(set, Uint32Array.of(0, 2, 1)),
  ];
  const prints = [set, ...others].map(fingerprintOf);
  expect(new Set(prints).size).toBe(5);
});

test("fingerprintOf() does not depend on where the pixels lie, nor on how many are read at a time", async () => {
  const folder = await mkdtemp(join(tmpdir(), "learnscope-fingerprint-"));
  try {
    const path = join(folder, "images");
    const images = Uint8Array.from({ length: 5 * 2 ** 21 }, (_, i) => i % 251);
    await writeFile(path, images);
    const large = { ...set, images, labels: new Int32Array(5), count: 5, width: 2 ** 20 };
    const inFile = { ...large, images: { path, offset: 0 } };
    expect(fingerprintOf(inFile)).toBe(fingerprintOf(large));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("dataFingerprint() has one fingerprint for each part", () => {
  const dataset = { name: "", title: "", classes: [], generated: true, note: "" };
  const [train, other] = [set, selectExamples(set, Uint32Array.of(1))].map(fingerprintOf);
  const parts = { train: set, test: selectExamples(set, Uint32Array.of(1)) };
  expect(dataFingerprint({ ...dataset, ...parts })).toEqual({ train, test: other });
  expect(dataFingerprint({ ...dataset, ...parts, validation: set })).toEqual({
    train,
    validation: train,
    test: other,
  });
});

test("fingerprintOf() changes with each float, and tells floats from the bytes that they are made of", () => {
  const floats = (...values: number[]) =>
    numberSetOf({ values: Float32Array.from(values), labels: Int32Array.of(1, 2), shape: [1, 1] });
  const bytes = { ...floats(0.5, -2), dtype: "u8" as const };
  const others = [floats(0.5, -2.0000002), floats(-2, 0.5), { ...bytes, count: 8 }, bytes];
  const prints = [floats(0.5, -2), ...others].map(fingerprintOf);
  expect(new Set(prints).size).toBe(5);
  expect(fingerprintOf(floats(0.5, -2))).toBe(prints[0]);
});
