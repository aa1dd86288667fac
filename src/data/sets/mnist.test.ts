import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isHere } from "../../../test/support/isHere.ts";
import { DataError } from "../../core/errors.ts";
import { dataFolders } from "../folders.ts";
import { loadFiles } from "../loadDataset.ts";
import { inMemory } from "../openImages.ts";
import { mnist } from "./mnist.ts";

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-mnist-"));
  folder = join(root, "mnist");
  await mkdir(folder);
});
afterEach(() => rm(root, { recursive: true }));

const oneImage = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7);
const oneLabel = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7);

const load = () => loadFiles("mnist", mnist, [root]);

test("mnist refuses other numbers and sizes of images than its own", async () => {
  await writeFile(join(folder, "train-images.idx3-ubyte"), oneImage);
  await writeFile(join(folder, "train-labels.idx1-ubyte"), oneLabel);
  await writeFile(join(folder, "t10k-images-idx3-ubyte"), oneImage);
  await writeFile(join(folder, "t10k-labels-idx1-ubyte"), oneLabel);
  await expect(load()).rejects.toThrow(
    new DataError(
      `Cannot load MNIST from "${join(folder, "train-images.idx3-ubyte")}": it has 1 images of 1 × 1, needs 60000 images of 28 × 28`,
    ),
  );
});

test("mnist refuses fewer images than its own, though of the right size", async () => {
  const images = new Uint8Array(16 + 784);
  images.set([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28]);
  for (const stem of ["train", "t10k"]) {
    await writeFile(join(folder, `${stem}-images-idx3-ubyte`), images);
    await writeFile(join(folder, `${stem}-labels-idx1-ubyte`), oneLabel);
  }
  await expect(load()).rejects.toThrow("it has 1 images of 28 × 28, needs");
});

const roots = [...dataFolders(), resolve(import.meta.dirname, "../../../../shared/data")];

test("mnist holds the images of the original in their order", async (context) => {
  if (!isHere(mnist, roots)) context.skip(`MNIST is in none of ${roots.join(", ")}`);
  const { train, test } = await loadFiles("mnist", mnist, roots);
  expect(train).toMatchObject({ count: 60_000, channels: 1, height: 28, width: 28 });
  expect(test).toMatchObject({ count: 10_000, channels: 1, height: 28, width: 28 });
  expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
  expect([4017, 4888, 5392, 8655].map((index) => test.labels[index])).toEqual([4, 5, 2, 3]);
  // Mean of all training pixels, as printed in countless scripts: 0.1307.
  const { images } = inMemory(train);
  const mean = images.reduce((sum, pixel) => sum + pixel, 0) / images.length / 255;
  expect(mean).toBeCloseTo(0.1307, 4);
});
