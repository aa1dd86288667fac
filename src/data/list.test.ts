import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listDataSets } from "./list.ts";
import { mnist } from "./mnist.ts";

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
    size: 0,
  });
});

test("listDataSets() tells which files there are and how large they are", async () => {
  const folder = join(root, "mnist");
  expect(await mnistListing()).toMatchObject({ state: "missing", folder, size: 0 });
  await mkdir(folder);
  await writeFile(join(folder, "t10k-labels-idx1-ubyte.gz"), "abc");
  expect(await mnistListing()).toMatchObject({ state: "incomplete", folder, size: 3 });
  for (const { name } of mnist.files) await writeFile(join(folder, `${name}.gz`), "abcd");
  expect(await mnistListing()).toMatchObject({ state: "found", folder, size: 16 });
});
