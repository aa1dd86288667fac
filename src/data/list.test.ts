import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listDataSets } from "./list.ts";
import { mnist } from "./sets/mnist.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-list-"));
});
afterEach(() => rm(root, { recursive: true }));

async function mnistListing() {
  return (await listDataSets([root])).find((listing) => listing.name === "mnist");
}

test("listDataSets() has the generated digits built in", async () => {
  expect((await listDataSets([root]))[0]).toEqual({
    name: "generated-digits",
    title: "generated digits",
    licence: "none needed",
    origin: "made by the program",
    state: "built in",
    folder: undefined,
    form: undefined,
    size: 0,
  });
});

test("listDataSets() tells which files there are and how large they are", async () => {
  const folder = join(root, "mnist");
  expect(await mnistListing()).toMatchObject({ state: "missing", folder, size: 0 });
  await mkdir(folder);
  await writeFile(join(folder, "t10k-labels-idx1-ubyte.gz"), "abc");
  expect(await mnistListing()).toMatchObject({ state: "incomplete", folder, size: 3 });
  for (const { name } of mnist.forms[0].files) await writeFile(join(folder, `${name}.gz`), "abcd");
  expect(await mnistListing()).toMatchObject({ state: "found", folder, size: 16 });
});

test("listDataSets() tells images from archives that are still to be unpacked", async () => {
  const listing = async () =>
    (await listDataSets([root])).find((candidate) => candidate.name === "tiny-imagenet");
  const folder = join(root, "tiny-imagenet");
  await mkdir(folder);
  await writeFile(join(folder, "tiny-imagenet-200.zip"), "abc");
  expect(await listing()).toMatchObject({ state: "not unpacked", folder, size: 3 });
  const images = join(folder, "tiny-imagenet-200");
  for (const name of ["train", "val"]) await mkdir(join(images, name), { recursive: true });
  for (const name of ["wnids.txt", "words.txt", "val/val_annotations.txt"]) {
    await writeFile(join(images, name), "");
  }
  expect(await listing()).toMatchObject({ state: "found", folder: images, size: 0 });
});
