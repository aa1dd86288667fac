import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { idxOf } from "../../../test/support/idxOf.ts";
import { zipOf } from "../../../test/support/zipOf.ts";
import { DataError } from "../../core/errors.ts";
import { loadFiles } from "../loadDataset.ts";
import { inMemory } from "../openImages.ts";
import { type EmnistSplitName, emnist } from "./emnist.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-emnist-"));
});
afterEach(() => rm(root, { recursive: true }));

const counts = { train: 2, test: 1 };

/** The first pixel of the second row is 7: in the file, where rows and columns are exchanged, the second of the first. */
function filesOf(split: EmnistSplitName, labels: readonly [number, number, number]) {
  const pixels = [0, 7];
  return {
    [`emnist-${split}-train-images-idx3-ubyte`]: idxOf([2, 28, 28], pixels),
    [`emnist-${split}-train-labels-idx1-ubyte`]: idxOf([2], labels.slice(0, 2)),
    [`emnist-${split}-test-images-idx3-ubyte`]: idxOf([1, 28, 28], pixels),
    [`emnist-${split}-test-labels-idx1-ubyte`]: idxOf([1], labels.slice(2)),
  };
}

function packed(files: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
  const entries = Object.entries(files).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)]);
  return Object.fromEntries(entries);
}

async function put(folder: string, files: Readonly<Record<string, Uint8Array | string>>) {
  await mkdir(join(root, folder), { recursive: true });
  for (const [name, bytes] of Object.entries(files)) {
    await writeFile(join(root, folder, name), bytes);
  }
}

const load = (split: EmnistSplitName) => loadFiles("emnist", emnist(split, counts), [root]);

test.each([
  ["plain files", "emnist", (files: Record<string, Uint8Array>) => files],
  ["packed files as torchvision leaves them", "EMNIST/raw", packed],
  [
    "the archive",
    "emnist",
    (files: Record<string, Uint8Array>) => {
      const members = Object.entries(packed(files)).map(([name, bytes]) => [`gzip/${name}`, bytes]);
      return { "gzip.zip": zipOf(Object.fromEntries(members)) };
    },
  ],
] as const)("emnist() loads %s with images upright", async (_what, folder, form) => {
  await put(folder, form(filesOf("digits", [3, 9, 0])));
  const dataset = await load("digits");
  expect(dataset).toMatchObject({ name: "emnist-digits", title: "EMNIST Digits" });
  expect([...dataset.train.labels]).toEqual([3, 9]);
  expect([...dataset.test.labels]).toEqual([0]);
  const { images } = inMemory(dataset.train);
  expect([images[1], images[28]]).toEqual([0, 7]);
});

test("emnist() counts letters from 0 and names them as the mapping file does", async () => {
  await put("emnist", filesOf("letters", [1, 26, 2]));
  const known = await load("letters");
  expect([...known.train.labels]).toEqual([0, 25]);
  expect(known.classes).toHaveLength(26);
  expect([known.classes[0], known.classes[25]]).toEqual(["A/a", "Z/z"]);
  const lines = Array.from({ length: 26 }, (_, i) => `${i + 1} ${65 + i} ${97 + i}`).join("\n");
  await put("emnist", { "emnist-letters-mapping.txt": lines });
  expect((await load("letters")).classes).toEqual(known.classes);
  await put("emnist", { "emnist-letters-mapping.txt": "1 65 97\n" });
  await expect(load("letters")).rejects.toThrow(
    new DataError(
      `Cannot read "${join(root, "emnist", "emnist-letters-mapping.txt")}": it names 1 classes, EMNIST Letters needs 26`,
    ),
  );
});

test("emnist() says what its archive does not hold", async () => {
  await put("emnist", { "gzip.zip": zipOf(packed(filesOf("digits", [0, 1, 2]))) });
  const path = join(root, "emnist", "gzip.zip");
  await expect(load("letters")).rejects.toThrow(
    new DataError(
      `Cannot read "${path}": "emnist-letters-train-images-idx3-ubyte" is missing, needs it in there`,
    ),
  );
});

test.each([
  ["byclass", 62],
  ["bymerge", 47],
  ["balanced", 47],
  ["letters", 26],
  ["digits", 10],
  ["mnist", 10],
] as const)("emnist() knows the classes of %s", async (split, count) => {
  const first = split === "letters" ? 1 : 0;
  await put("emnist", filesOf(split, [first, first + count - 1, first]));
  const { classes } = await load(split);
  expect(new Set(classes).size).toBe(count);
});
