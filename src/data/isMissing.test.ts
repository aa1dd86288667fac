import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataSets } from "./catalogue.ts";
import { isMissing } from "./isMissing.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-missing-"));
});
afterEach(() => rm(root, { recursive: true }));

test("isMissing() is true of published data as long as there is no file of them", async () => {
  const { mnist } = dataSets;
  expect(isMissing(mnist, [root])).toBe(true);
  await mkdir(join(root, "MNIST", "raw"), { recursive: true });
  expect(isMissing(mnist, [root])).toBe(true);
  await writeFile(join(root, "MNIST", "raw", "train-images-idx3-ubyte.gz"), "");
  expect(isMissing(mnist, [root])).toBe(false);
});

test("isMissing() is false of what the program makes and of folders of images", async () => {
  expect(isMissing(dataSets["generated-digits"], [root])).toBe(false);
  expect(isMissing(dataSets.imagenet, [root])).toBe(true);
  await mkdir(join(root, "imagenet", "train"), { recursive: true });
  expect(isMissing(dataSets.imagenet, [root])).toBe(false);
});
