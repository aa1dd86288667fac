import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { dataFolderOf, dataFolders, missingFiles } from "./folders.ts";
import { mnist } from "./mnist.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-mnist-"));
});
afterEach(() => rm(folder, { recursive: true }));

const oneImage = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7);
const oneLabel = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7);

test("mnist says which file it misses", async () => {
  await expect(mnist.load(folder)).rejects.toThrow(
    new DataError(
      `Cannot load MNIST from "${folder}": "train-images-idx3-ubyte" is missing, needs it there, plain or as .gz`,
    ),
  );
});

test("mnist refuses other numbers and sizes of images than its own", async () => {
  await writeFile(join(folder, "train-images.idx3-ubyte"), oneImage);
  await writeFile(join(folder, "train-labels.idx1-ubyte"), oneLabel);
  await writeFile(join(folder, "t10k-images-idx3-ubyte"), oneImage);
  await writeFile(join(folder, "t10k-labels-idx1-ubyte"), oneLabel);
  await expect(mnist.load(folder)).rejects.toThrow(
    /Cannot load MNIST from ".*": it has 1 images of 1 × 1, needs (60000|10000) of 28 × 28/,
  );
});

test("mnist refuses fewer images than its own, though of the right size", async () => {
  const images = new Uint8Array(16 + 784);
  images.set([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28]);
  for (const stem of ["train", "t10k"]) {
    await writeFile(join(folder, `${stem}-images-idx3-ubyte`), images);
    await writeFile(join(folder, `${stem}-labels-idx1-ubyte`), oneLabel);
  }
  await expect(mnist.load(folder)).rejects.toThrow("it has 1 images of 28 × 28, needs");
});

const roots = [...dataFolders(), resolve(import.meta.dirname, "../../../shared/data")];
const real = dataFolderOf(mnist, roots);

test("mnist holds the images of the original in their order", async (context) => {
  if (missingFiles(mnist, real).length > 0) context.skip(`MNIST is in none of ${roots.join(", ")}`);
  const { train, test } = await mnist.load(real);
  expect(train).toMatchObject({ count: 60_000, channels: 1, height: 28, width: 28 });
  expect(test).toMatchObject({ count: 10_000, channels: 1, height: 28, width: 28 });
  expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
  expect([4017, 4888, 5392, 8655].map((index) => test.labels[index])).toEqual([4, 5, 2, 3]);
  // Mean of all training pixels, as printed in countless scripts: 0.1307.
  const mean = train.images.reduce((sum, pixel) => sum + pixel, 0) / train.images.length / 255;
  expect(mean).toBeCloseTo(0.1307, 4);
});
