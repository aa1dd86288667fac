import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { idxOf, idxOfIntegers } from "../../../test/support/idxOf.ts";
import type { FoundFiles } from "../dataSource.ts";
import { look } from "../findFiles.ts";
import { type IdxSet, idxFile, idxForm } from "./idxSet.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-idx-set-"));
  await mkdir(join(root, "set"));
});
afterEach(() => rm(root, { recursive: true }));

const set: IdxSet = {
  title: "IDX files",
  folders: ["set"],
  files: [
    idxFile("train-images"),
    idxFile("train-labels", { type: "idx2-int" }),
    idxFile("test-images"),
    idxFile("test-labels", { type: "idx2-int" }),
  ],
  name: "set",
  setTitle: "Set",
  classes: ["a", "b", "c"],
  counts: { train: 2, test: 1 },
  normalisation: { mean: [0.5], deviation: [0.25] },
};

async function found(): Promise<FoundFiles> {
  const row = (label: number) => [label, 4, 2100, 5, 32, 77, 0, 0];
  const files = {
    "train-images-idx3-ubyte": idxOf([2, 28, 28]),
    "train-labels-idx2-int": idxOfIntegers([2, 8], [...row(2), ...row(1)]),
    "test-images.idx3-ubyte": idxOf([1, 28, 28]),
    "test-labels-idx2-int": idxOfIntegers([1, 8], row(0)),
  };
  for (const [name, bytes] of Object.entries(files)) {
    await writeFile(join(root, "set", name), bytes);
  }
  return look(set, join(root, "set"));
}

test("idxForm() reads the labels of QMNIST, too, and keeps what is known of the set", async () => {
  const dataset = await idxForm(set).load(await found());
  expect(dataset).toMatchObject({
    name: "set",
    title: "Set",
    classes: ["a", "b", "c"],
    normalisation: { mean: [0.5], deviation: [0.25] },
    generated: false,
  });
  expect([...dataset.train.labels]).toEqual([2, 1]);
  expect([...dataset.test.labels]).toEqual([0]);
});

test("idxForm() refuses other numbers of images than were published", async () => {
  const path = join(root, "set", "test-images.idx3-ubyte");
  const form = idxForm({ ...set, counts: { train: 2, test: 3 } });
  await expect(form.load(await found())).rejects.toThrow(
    `Cannot load Set from "${path}": it has 1 images of 28 × 28, needs 3 images of 28 × 28`,
  );
});

test("idxForm() unpacks no more than the images can take", async () => {
  const path = join(root, "set", "train-images-idx3-ubyte");
  const form = idxForm({ ...set, counts: { train: 1, test: 1 } });
  await expect(form.load(await found())).rejects.toThrow(
    `Cannot read "${path}": it has 1584 bytes, needs at most 800`,
  );
});
