import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isHere } from "../../test/support/isHere.ts";
import { checkDataSet } from "./check.ts";
import type { FileProgress } from "./fileProgress.ts";
import { dataFolders } from "./folders.ts";
import { mnist } from "./sets/mnist.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-check-"));
});
afterEach(() => rm(root, { recursive: true }));

async function put(...path: string[]): Promise<void> {
  const file = join(root, ...path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, "abc");
}

async function statesOf(name: string): Promise<string[]> {
  return (await checkDataSet(name, { roots: [root] })).map(({ state }) => state);
}

test("checkDataSet() checks each file of a data set and tells how far it is", async () => {
  await put("mnist", "train-labels-idx1-ubyte");
  const told: FileProgress[] = [];
  const checks = await checkDataSet("mnist", {
    roots: [root],
    onProgress: (progress) => told.push(progress),
  });
  const states = checks.map(({ state }) => state);
  expect(states).toEqual(["missing", "wrong size", "missing", "missing"]);
  expect(told).toEqual([{ doing: "checking", file: "train-labels-idx1-ubyte", done: 3, total: 3 }]);
  expect(await statesOf("generated-digits")).toEqual([]);
});

test("checkDataSet() checks archives of images only while they are there", async () => {
  expect(await statesOf("tiny-imagenet")).toEqual(["missing"]);
  await put("tiny-imagenet", "tiny-imagenet-200.zip");
  expect(await statesOf("tiny-imagenet")).toEqual(["unreadable"]);
  for (const name of ["wnids.txt", "words.txt", "train/n0/a.JPEG", "val/n0/b.JPEG"]) {
    await put("tiny-imagenet", "tiny-imagenet-200", name);
  }
  const unpacked = ["not published", "not published", "folder", "folder"];
  expect(await statesOf("tiny-imagenet")).toEqual([...unpacked, "unreadable"]);
  await rm(join(root, "tiny-imagenet", "tiny-imagenet-200.zip"));
  expect(await statesOf("tiny-imagenet")).toEqual(unpacked);
});

const roots = [...dataFolders(), resolve(import.meta.dirname, "../../../shared/data")];

test("checkDataSet() finds the real MNIST right", async (context) => {
  if (!isHere(mnist, roots)) context.skip(`MNIST is in none of ${roots.join(", ")}`);
  const states = (await checkDataSet("mnist", { roots })).map(({ state }) => state);
  expect(states).toEqual(["right", "right", "right", "right"]);
});
