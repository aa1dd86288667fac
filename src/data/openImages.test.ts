import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { fileStamp } from "./fileStamp.ts";
import type { ImageSet } from "./imageSet.ts";
import { inMemory, openImages } from "./openImages.ts";
import { selectExamples } from "./selectExamples.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-images-"));
  path = join(folder, "images.bin");
});
afterEach(() => rm(folder, { recursive: true }));

/** Five images of two pixels behind three bytes of something else: image i is 10·i, 10·i + 1. */
async function filed(): Promise<ImageSet> {
  await writeFile(path, Uint8Array.of(9, 9, 9, 0, 1, 10, 11, 20, 21, 30, 31, 40, 41));
  const labels = Int32Array.of(0, 1, 2, 3, 4);
  return { images: { path, offset: 3 }, labels, count: 5, channels: 1, height: 1, width: 2 };
}

function read(set: ImageSet, indices: readonly number[]): number[] {
  const out = new Uint8Array(2 * indices.length + 1).fill(77);
  const reader = openImages(set);
  reader.read(indices, out);
  reader.close();
  expect(out.at(-1)).toBe(77);
  return [...out.subarray(0, -1)];
}

test.each([
  [[2], [20, 21]],
  [
    [0, 1, 2],
    [0, 1, 10, 11, 20, 21],
  ],
  [
    [4, 0, 1, 1],
    [40, 41, 0, 1, 10, 11, 10, 11],
  ],
  [[], []],
])("openImages() reads images %j from memory and from a file alike", async (indices, pixels) => {
  const set = await filed();
  expect(read(set, indices)).toEqual(pixels);
  expect(read(inMemory(set), indices)).toEqual(pixels);
});

test("openImages() reads the rows that were chosen of a file", async () => {
  const chosen = selectExamples(await filed(), Uint32Array.of(3, 4, 0));
  expect(read(chosen, [1, 2, 0])).toEqual([40, 41, 0, 1, 30, 31]);
  expect([...inMemory(chosen).images]).toEqual([30, 31, 40, 41, 0, 1]);
});

test("openImages() refuses a file that is not there", async () => {
  const set = await filed();
  await rm(path);
  expect(() => openImages(set)).toThrow(
    new DataError(`Cannot read "${path}": it does not exist, needs a readable file`),
  );
});

test("openImages() refuses a file that has become shorter", async () => {
  const set = await filed();
  await writeFile(path, new Uint8Array(12));
  expect(read(set, [3])).toEqual([0, 0]);
  expect(() => read(set, [4])).toThrow(
    new DataError(`Cannot read "${path}": it ends at 12 bytes, needs 13`),
  );
  await writeFile(path, new Uint8Array(2));
  expect(() => read(set, [4])).toThrow(
    new DataError(`Cannot read "${path}": it ends at 2 bytes, needs 13`),
  );
});

test("inMemory() gives back a set that is in memory", async () => {
  const set = inMemory(await filed());
  expect(inMemory(set).images).toBe(set.images);
});

test("openImages() refuses a file that another has taken the place of", async () => {
  const set = await filed();
  const meant = { ...set, images: { path, offset: 3, stamp: fileStamp(path) } };
  expect(read(meant, [1])).toEqual([10, 11]);
  await rm(path);
  await writeFile(path, new Uint8Array(13));
  expect(() => openImages(meant)).toThrow(
    new DataError(
      `Cannot read "${path}": it is another file than when it was loaded, needs to stay while it is used`,
    ),
  );
});
