import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { create } from "tar";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataError } from "../../core/errors.ts";
import type { FileSource } from "../dataSource.ts";
import { loadFiles } from "../loadDataset.ts";
import { inMemory } from "../openImages.ts";
import { makeCifar10 } from "./cifar10.ts";
import { makeCifar100 } from "./cifar100.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-cifar-"));
});
afterEach(() => rm(root, { recursive: true }));

const batches = [1, 2, 3, 4, 5];
const names = (count: number) => Array.from({ length: count }, (_, index) => `name ${index}`);

/** One image, whose pixels are all its first label plus 1. */
function record(...labels: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(labels.length + 3072).fill(labels[0]! + 1);
  bytes.set(labels);
  return bytes;
}

const binary10 = {
  ...Object.fromEntries(batches.map((batch) => [`data_batch_${batch}.bin`, record(batch)])),
  "test_batch.bin": record(9),
  "batches.meta.txt": `${names(10).join("\n")}\n\n`,
};
const binary100 = {
  "train.bin": Buffer.concat([record(3, 40), record(5, 99), record(3, 40)]),
  "test.bin": record(3, 40),
  "fine_label_names.txt": names(100).join("\n"),
  "coarse_label_names.txt": names(20).join("\n"),
};

async function put(folder: string, files: Readonly<Record<string, Uint8Array | string>>) {
  for (const [name, contents] of Object.entries(files)) {
    const path = join(root, folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
}

/** Packs a folder of the data folder into an archive beside it, and removes the folder. */
async function pack(folder: string, archive: string): Promise<void> {
  await create({ gzip: true, file: join(root, archive), cwd: root }, [folder]);
  await rm(join(root, folder), { recursive: true });
}

const load = (source: FileSource) => loadFiles("cifar", source, [root]);
const cifar10 = makeCifar10({ train: 5, test: 1 });
const cifar100 = makeCifar100({ train: 3, test: 1 });

test.each(["cifar-10", "cifar-10-batches-bin", "cifar-10/cifar-10-batches-bin"])(
  "makeCifar10() loads the binary form from the folder %s",
  async (folder) => {
    await put(folder, binary10);
    const dataset = await load(cifar10);
    expect(dataset).toMatchObject({ name: "cifar-10", title: "CIFAR-10", classes: names(10) });
    expect([...dataset.train.labels]).toEqual([1, 2, 3, 4, 5]);
    expect([...dataset.test.labels]).toEqual([9]);
    expect(inMemory(dataset.test).images[3071]).toBe(10);
    expect(dataset.normalisation?.mean.map((value) => value.toFixed(4))).toEqual([
      "0.4914",
      "0.4824",
      "0.4467",
    ]);
  },
);

test("makeCifar10() loads the binary form from its archive, where it lies", async () => {
  await put("cifar-10-batches-bin", binary10);
  await pack("cifar-10-batches-bin", "cifar-10-binary.tar.gz");
  expect([...(await load(cifar10)).train.labels]).toEqual([1, 2, 3, 4, 5]);
});

/** A pickle of protocol 2 of `{"label_names": […]}`. */
function pickledNames(list: readonly string[]): Buffer {
  const text = (value: string) => [Buffer.from(["U".charCodeAt(0), value.length]), value];
  const parts = ["\x80\x02}", ...text("label_names"), "](", ...list.flatMap(text), "es."];
  return Buffer.concat(parts.map((part) => Buffer.from(part as string, "latin1")));
}

test("makeCifar10() loads the Python form from its folder and its archive", async () => {
  const fixture = resolve(import.meta.dirname, "../../../test/golden/fixtures/pickle/protocol2");
  const batch = await readFile(fixture);
  const two = Object.fromEntries(batches.map((number) => [`data_batch_${number}`, batch]));
  const files = { ...two, test_batch: batch, "batches.meta": pickledNames(names(10)) };
  await put("cifar-10-batches-py", files);
  const source = makeCifar10({ train: 10, test: 2 });
  const fromFolder = await load(source);
  expect([...fromFolder.test.labels]).toEqual([3, 9]);
  expect(fromFolder.classes).toEqual(names(10));
  await pack("cifar-10-batches-py", "cifar-10-python.tar.gz");
  expect(await load(source)).toEqual(fromFolder);
});

test("makeCifar100() has the superclass of each image and of each class", async () => {
  await put("cifar-100/cifar-100-binary", binary100);
  const { train, classes, concepts } = await load(cifar100);
  expect([...train.labels]).toEqual([40, 99, 40]);
  expect([...train.concepts!.superclass!]).toEqual([3, 5, 3]);
  expect([classes.length, classes[99]]).toEqual([100, "name 99"]);
  expect(concepts).toMatchObject([{ name: "superclass", values: names(20) }]);
});

test("makeCifar100() loads the binary form from its archive", async () => {
  await put("cifar-100-binary", binary100);
  await pack("cifar-100-binary", "cifar-100-binary.tar.gz");
  expect([...(await load(cifar100)).test.labels]).toEqual([40]);
});

test("makeCifar10() refuses other numbers of images than were published", async () => {
  await put("cifar-10", binary10);
  await expect(load(makeCifar10({ train: 50_000, test: 10_000 }))).rejects.toThrow(
    new DataError(
      `Cannot load CIFAR-10 from "${join(root, "cifar-10")}": it has 5 images of 3 × 32 × 32, needs 50000 images of 3 × 32 × 32`,
    ),
  );
});

test("makeCifar10() says in which forms it may come", async () => {
  await expect(load(cifar10)).rejects.toThrow(
    `Cannot load CIFAR-10: it is not in "${root}", needs \`learnscope data get cifar\` or, in "${join(root, "cifar-10")}", the folder cifar-10-batches-bin or the folder cifar-10-batches-py or cifar-10-binary.tar.gz or cifar-10-python.tar.gz`,
  );
});
