import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { readIdxImages } from "./idxImages.ts";

let images: string;
let labels: string;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-idx-images-"));
  images = join(folder, "images");
  labels = join(folder, "labels");
  await writeFile(
    images,
    Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 5, 6, 7, 8),
  );
  await writeFile(labels, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 3, 1));
});
afterEach(() => rm(folder, { recursive: true }));

const read = () => readIdxImages({ images, labels, classes: 4 });

test("readIdxImages() joins images and labels", async () => {
  const set = await read();
  expect([...set.images]).toEqual([5, 6, 7, 8]);
  expect([...set.labels]).toEqual([3, 1]);
  expect(set).toMatchObject({ count: 2, channels: 1, height: 1, width: 2 });
});

test("readIdxImages() refuses images without three extents", async () => {
  await writeFile(images, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 3, 1));
  await expect(read()).rejects.toThrow(
    new DataError(`Cannot read "${images}": its extents are 2, images need three`),
  );
});

test("readIdxImages() refuses labels without one extent", async () => {
  await writeFile(labels, Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 1, 3, 1));
  await expect(read()).rejects.toThrow(
    new DataError(`Cannot read "${labels}": its extents are 2 × 1, labels need one`),
  );
});

test("readIdxImages() refuses another number of labels than of images", async () => {
  await writeFile(labels, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 3, 1, 0));
  await expect(read()).rejects.toThrow(
    new DataError(`Cannot read "${labels}": it has 3 labels, "${images}" needs 2`),
  );
});

test("readIdxImages() refuses a label that is no class", async () => {
  await writeFile(labels, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 3, 4));
  await expect(read()).rejects.toThrow(
    new DataError(`Cannot read "${labels}": label 1 is 4, needs 0 to 3`),
  );
});
