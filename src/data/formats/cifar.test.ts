import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tarOf } from "../../../test/support/tarOf.ts";
import { DataError } from "../../core/errors.ts";
import { parseCifarBinary, readCifarBinary } from "./cifarBinary.ts";
import { parseCifarPickle, readCifarPickle } from "./cifarPickle.ts";

const fixtures = resolve(import.meta.dirname, "../../../test/golden/fixtures/pickle");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-cifar-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** The image of the fixtures with number n. */
const imageOf = (n: number) => Uint8Array.from({ length: 3072 }, (_, i) => (7 * n + i) % 251);

/** A record for each row of labels; image n follows row n. */
function recordsOf(...rows: readonly (readonly number[])[]): Buffer {
  return Buffer.concat(rows.flatMap((labels, n) => [Uint8Array.from(labels), imageOf(n)]));
}

const names = (count: number, stem: string) => Array.from({ length: count }, (_, i) => stem + i);
const lines = (count: number, stem: string) => `${names(count, stem).join("\n")}\n\n`;

const binary10 = {
  "data_batch_1.bin": recordsOf([3], [9]),
  "data_batch_2.bin": recordsOf([0]),
  "data_batch_3.bin": recordsOf([1]),
  "data_batch_4.bin": recordsOf([2]),
  "data_batch_5.bin": recordsOf([4]),
  "test_batch.bin": recordsOf([5], [6]),
  "batches.meta.txt": lines(10, "class"),
};
const binary100 = {
  "train.bin": recordsOf([19, 99], [7, 41]),
  "test.bin": recordsOf([7, 41]),
  "fine_label_names.txt": lines(100, "fine"),
  "coarse_label_names.txt": lines(20, "coarse"),
};

async function placed(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  for (const [name, contents] of Object.entries(files)) {
    await writeFile(join(folder, name), contents);
  }
  return folder;
}

async function packed(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = join(folder, "cifar.tar.gz");
  const members = Object.entries(files).map(([name, contents]) => ({
    name: `cifar/${name}`,
    contents,
  }));
  await writeFile(path, gzipSync(tarOf(members)));
  return path;
}

test.each([
  ["a folder", placed],
  ["an archive", packed],
])("readCifarBinary() reads CIFAR-10 from %s", async (_, put) => {
  const { classes, train, test } = await readCifarBinary(await put(binary10), 10);
  expect(classes).toEqual(names(10, "class"));
  expect([...train.labels]).toEqual([3, 9, 0, 1, 2, 4]);
  expect([...test.labels]).toEqual([5, 6]);
  expect(train).toMatchObject({ count: 6, channels: 3, height: 32, width: 32 });
  expect([...train.images.subarray(3072, 6144)]).toEqual([...imageOf(1)]);
  expect(train.concepts).toBeUndefined();
});

test("readCifarBinary() reads CIFAR-100 with its superclasses", async () => {
  const { classes, concepts, train, test } = await readCifarBinary(await placed(binary100), 100);
  expect(classes).toEqual(names(100, "fine"));
  expect([...train.labels]).toEqual([99, 41]);
  expect(train.concepts).toEqual({ superclass: Int32Array.of(19, 7) });
  expect(test.concepts).toEqual({ superclass: Int32Array.of(7) });
  expect(concepts).toEqual([{ name: "superclass", values: names(20, "coarse") }]);
});

test("readCifarBinary() says which superclass each class belongs to, where all are there", async () => {
  const rows = Array.from({ length: 100 }, (_, fine) => [Math.floor(fine / 5), fine]);
  const files = { ...binary100, "train.bin": recordsOf(...rows), "test.bin": recordsOf([0, 0]) };
  const { concepts } = await readCifarBinary(await placed(files), 100);
  expect(concepts?.[0]?.ofClass).toEqual(rows.map(([coarse]) => coarse));
});

test("readCifarBinary() refuses a class in two superclasses", async () => {
  const path = await placed({ ...binary100, "train.bin": recordsOf([1, 5], [2, 5]) });
  await expect(readCifarBinary(path, 100)).rejects.toThrow(
    new DataError(
      `Cannot read "${path}": images of "fine5" are in two superclasses, needs one for each class`,
    ),
  );
  const tested = await placed({ ...binary100, "test.bin": recordsOf([8, 41]) });
  await expect(readCifarBinary(tested, 100)).rejects.toThrow('images of "fine41" are in two');
});

test.each([
  ["data_batch_3.bin", undefined, '": "data_batch_3.bin" is missing, needs it in there'],
  [
    "data_batch_3.bin",
    new Uint8Array(0),
    '/data_batch_3.bin": it has 0 bytes, needs records of 3073',
  ],
  [
    "data_batch_3.bin",
    recordsOf([1]).subarray(1),
    '/data_batch_3.bin": it has 3072 bytes, needs records of 3073',
  ],
  [
    "data_batch_3.bin",
    Buffer.concat([recordsOf([1]), Buffer.of(0)]),
    '/data_batch_3.bin": it has 3074 bytes, needs records of 3073',
  ],
  ["data_batch_1.bin", recordsOf([1], [10]), '/data_batch_1.bin": label 1 is 10, needs 0 to 9'],
  ["batches.meta.txt", "a\nb\n", '/batches.meta.txt": it names 2 classes, needs 10'],
])("readCifarBinary() refuses a damaged %s: %#", async (name, contents, problem) => {
  const { [name]: _, ...others }: Record<string, string | Uint8Array> = binary10;
  const path = await placed(contents === undefined ? others : { ...others, [name]: contents });
  await expect(readCifarBinary(path, 10)).rejects.toThrow(
    new DataError(`Cannot read "${path}${problem}`),
  );
});

test("parseCifarBinary() refuses a superclass that is none", async () => {
  const path = await placed({ ...binary100, "train.bin": recordsOf([20, 0]) });
  await expect(readCifarBinary(path, 100)).rejects.toThrow(
    new DataError(`Cannot read "${path}/train.bin": label 0 is 20, needs 0 to 19`),
  );
});

const fixture = (name: string) => readFile(join(fixtures, name));

test.each(["protocol2", "protocol4", "protocol5", "python2"])(
  "parseCifarPickle() gives what parseCifarBinary() gives: %s",
  async (name) => {
    const expected = parseCifarBinary(recordsOf([3], [9]), 10, "a");
    const { images, labels } = parseCifarPickle(await fixture(name), 10, "a");
    expect(Array.from(labels)).toEqual(Array.from(expected.labels));
    expect(Buffer.compare(images, expected.images)).toBe(0);
  },
);

test("readCifarPickle() reads CIFAR-10 from a folder and an archive", async () => {
  const batch = await fixture("protocol2");
  const files = Object.fromEntries([
    ...[1, 2, 3, 4, 5].map((number) => [`data_batch_${number}`, batch] as const),
    ["test_batch", await fixture("python2")] as const,
    ["batches.meta", await fixture("cifar10-meta")] as const,
  ]);
  for (const path of [await placed(files), await packed(files)]) {
    const { classes, train, test } = await readCifarPickle(path, 10);
    expect(classes).toEqual(names(10, "class"));
    expect([...train.labels]).toEqual([3, 9, 3, 9, 3, 9, 3, 9, 3, 9]);
    expect(test.count).toBe(2);
    expect([...test.images.subarray(3072)]).toEqual([...imageOf(1)]);
  }
});

test("readCifarPickle() gives of CIFAR-100 what readCifarBinary() gives", async () => {
  const train = await fixture("cifar100-train");
  const path = await placed({ train, test: train, meta: await fixture("cifar100-meta") });
  const set = await readCifarPickle(path, 100);
  const binary = join(folder, "binary");
  await mkdir(binary);
  for (const [name, contents] of Object.entries(binary100)) {
    await writeFile(join(binary, name), contents);
  }
  const expected = await readCifarBinary(binary, 100);
  expect({ ...set.train, images: [...set.train.images] }).toEqual({
    ...expected.train,
    images: [...expected.train.images],
  });
  expect(set.classes).toEqual(expected.classes);
  expect(set.concepts).toEqual(expected.concepts);
});

test("readCifarPickle() refuses labels in another number, and names", async () => {
  const train = await fixture("cifar100-train");
  expect(() => parseCifarPickle(train, 10, "a")).toThrow(
    new DataError('Cannot read "a": "labels" in it has 0 numbers, needs 2'),
  );
  const path = await placed({ train, test: train, meta: await fixture("cifar10-meta") });
  await expect(readCifarPickle(path, 100)).rejects.toThrow(
    new DataError(
      `Cannot read "${path}/meta": "fine_label_names" in it names 0 classes, needs 100`,
    ),
  );
});

test("parseCifarPickle() refuses a pickle of something else", async () => {
  expect(() => parseCifarPickle(Uint8Array.of(0x80, 2, 0x4e, 0x2e), 10, "a")).toThrow(
    new DataError('Cannot read "a": it holds no dictionary, needs one'),
  );
  expect(() => parseCifarPickle(Uint8Array.of(0x80, 2, 0x7d, 0x2e), 10, "a")).toThrow(
    new DataError('Cannot read "a": "data" in it is no array of bytes [N, 3072], needs one'),
  );
});
