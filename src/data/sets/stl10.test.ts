import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "tar";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadFiles } from "../loadDataset.ts";
import { makeStl10, stl10 } from "./stl10.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-stl10-"));
  const folder = join(root, "stl10_binary");
  await mkdir(folder);
  const files = {
    "train_X.bin": new Uint8Array(2 * 96 * 96 * 3),
    "train_y.bin": Uint8Array.of(10, 1),
    "test_X.bin": new Uint8Array(96 * 96 * 3),
    "test_y.bin": Uint8Array.of(3),
    "class_names.txt": [..."abcdefghij"].join("\n"),
  };
  for (const [name, contents] of Object.entries(files)) {
    await writeFile(join(folder, name), contents);
  }
});
afterEach(() => rm(root, { recursive: true }));

const source = makeStl10({ train: 2, test: 1 });

test("makeStl10() loads the images with labels from their folder and from the archive", async () => {
  const fromFolder = await loadFiles("stl-10", source, [root]);
  expect(fromFolder).toMatchObject({ name: "stl-10", classes: [..."abcdefghij"] });
  expect([...fromFolder.train.labels, ...fromFolder.test.labels]).toEqual([9, 0, 2]);
  await create({ gzip: true, file: join(root, "stl10_binary.tar.gz"), cwd: root }, [
    "stl10_binary",
  ]);
  await rm(join(root, "stl10_binary"), { recursive: true });
  expect(await loadFiles("stl-10", source, [root])).toEqual(fromFolder);
});

test("stl10 refuses other numbers of images than were published", async () => {
  await expect(loadFiles("stl-10", stl10, [root])).rejects.toThrow(
    `Cannot load STL-10 from "${join(root, "stl10_binary")}": it has 2 images of 3 × 96 × 96, needs 5000 images of 3 × 96 × 96`,
  );
});
