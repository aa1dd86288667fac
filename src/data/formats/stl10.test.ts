import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "tar";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DataError } from "../../core/errors.ts";
import { parseStl10, readStl10 } from "./stl10.ts";

const imageSize = 3 * 96 * 96;
const classes = "airplane bird car cat deer dog horse monkey ship truck".split(" ");

/** Channel c, row y and column x of image n have the value n + 50 c + y + 2 x, column by column. */
function stored(count: number): Uint8Array {
  return Uint8Array.from({ length: count * imageSize }, (_, i) => {
    const [y, x] = [i % 96, Math.floor(i / 96) % 96];
    const [c, n] = [Math.floor(i / 9216) % 3, Math.floor(i / imageSize)];
    return n + 50 * c + y + 2 * x;
  });
}

const files: Readonly<Record<string, string | Uint8Array>> = {
  "class_names.txt": `${classes.join("\n")}\n`,
  "fold_indices.txt": "0 1\n",
  "test_X.bin": stored(1),
  "test_y.bin": Uint8Array.of(10),
  "train_X.bin": stored(2),
  "train_y.bin": Uint8Array.of(1, 3),
  "unlabeled_X.bin": stored(3),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-stl10-"));
  await mkdir(join(folder, "stl10_binary"));
  for (const [name, contents] of Object.entries(files)) {
    await writeFile(join(folder, "stl10_binary", name), contents);
  }
  const archive = join(folder, "stl10_binary.tar.gz");
  await create({ file: archive, gzip: true, cwd: folder }, ["stl10_binary"]);
});
afterAll(() => rm(folder, { recursive: true }));

test.each(["stl10_binary", "stl10_binary.tar.gz"])("readStl10() reads %s", async (name) => {
  const set = await readStl10(join(folder, name));
  expect(set.classes).toEqual(classes);
  expect([...set.train.labels]).toEqual([0, 2]);
  expect([...set.test.labels]).toEqual([9]);
  expect(set.train).toMatchObject({ count: 2, channels: 3, height: 96, width: 96 });
  const pixel = (n: number, c: number, y: number, x: number) =>
    set.train.images[((n * 3 + c) * 96 + y) * 96 + x];
  expect(pixel(1, 0, 0, 0)).toBe(1);
  expect(pixel(0, 0, 0, 5)).toBe(10);
  expect(pixel(0, 0, 5, 0)).toBe(5);
  expect(pixel(1, 2, 7, 3)).toBe(1 + 100 + 7 + 6);
});

test("readStl10() refuses a folder from which a file is missing", async () => {
  await expect(readStl10(folder)).rejects.toThrow(
    new DataError(`Cannot read "${folder}": "class_names.txt" is missing, needs it in there`),
  );
});

test("parseStl10() refuses what are no whole images", () => {
  for (const size of [0, imageSize + 1]) {
    const bytes = { images: new Uint8Array(size), labels: Uint8Array.of(1) };
    expect(() => parseStl10(bytes, "X.bin")).toThrow(
      new DataError(`Cannot read "X.bin": it has ${size} bytes, needs whole images of 27648`),
    );
  }
});

test("parseStl10() refuses another number of labels than of images", () => {
  const bytes = { images: stored(1), labels: Uint8Array.of(1, 2) };
  expect(() => parseStl10(bytes, "X.bin")).toThrow(
    new DataError('Cannot read "X.bin": it has 1 images and 2 labels, needs a label for each'),
  );
});

test("parseStl10() refuses a label that is no class", () => {
  const bytes = { images: stored(1), labels: Uint8Array.of(0) };
  expect(() => parseStl10(bytes, "X.bin")).toThrow(
    new DataError('Cannot read "X.bin": label 0 is 0, needs 1 to 10'),
  );
});
