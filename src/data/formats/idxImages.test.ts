import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { idxOf, idxOfIntegers } from "../../../test/support/idxOf.ts";
import { DataError } from "../../core/errors.ts";
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

test("readIdxImages() exchanges rows and columns of images that are stored transposed", async () => {
  await writeFile(images, idxOf([2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
  const set = await readIdxImages({ images, labels, classes: 4, transposed: true });
  expect(set).toMatchObject({ count: 2, height: 2, width: 3 });
  expect([...set.images]).toEqual([1, 3, 5, 2, 4, 6, 7, 9, 11, 8, 10, 12]);
});

test("readIdxImages() counts labels from the first one", async () => {
  const letters = () => readIdxImages({ images, labels, classes: 26, firstLabel: 1 });
  await writeFile(labels, idxOf([2], [26, 1]));
  expect([...(await letters()).labels]).toEqual([25, 0]);
  await writeFile(labels, idxOf([2], [26, 0]));
  await expect(letters()).rejects.toThrow(
    new DataError(`Cannot read "${labels}": label 1 is 0, needs 1 to 26`),
  );
});

test("readIdxImages() takes the classes out of the rows of QMNIST", async () => {
  const rows = [3, 0, 100, 7, 3, 5, 0, 0, 1, 4, 101, 8, 1, 6, 0, 0];
  await writeFile(labels, idxOfIntegers([2, 8], rows));
  expect([...(await read()).labels]).toEqual([3, 1]);
});

test("readIdxImages() refuses rows of labels that are not those of QMNIST", async () => {
  await writeFile(labels, idxOfIntegers([2, 1], [3, 1]));
  await expect(read()).rejects.toThrow(
    new DataError(`Cannot read "${labels}": its extents are 2 × 1, labels of integers need N × 8`),
  );
  await writeFile(labels, idxOfIntegers([1, 8], [-1, 0, 0, 0, 0, 0, 0, 0]));
  await writeFile(images, idxOf([1, 1, 1], [5]));
  await expect(read()).rejects.toThrow(
    new DataError(`Cannot read "${labels}": label 0 is -1, needs 0 to 3`),
  );
});
