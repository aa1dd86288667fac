import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataSets } from "./catalogue.ts";
import { isHere } from "./isHere.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-here-"));
});
afterEach(() => rm(root, { recursive: true }));

test("isHere() is true of what the program makes, and of files of which none is missing", async () => {
  const { mnist } = dataSets;
  expect(isHere(dataSets["generated-digits"], [root])).toBe(true);
  expect(isHere(mnist, [root])).toBe(false);
  await mkdir(join(root, "MNIST", "raw"), { recursive: true });
  for (const { name } of mnist.forms[0].files) {
    expect(isHere(mnist, [root])).toBe(false);
    await writeFile(join(root, "MNIST", "raw", `${name}.gz`), "");
  }
  expect(isHere(mnist, [root])).toBe(true);
});

test("isHere() is false of single images, which are not loaded before they are packed", async () => {
  for (const split of ["train", "val"]) {
    await mkdir(join(root, "imagenet", split), { recursive: true });
  }
  expect(isHere(dataSets.imagenet, [root])).toBe(false);
});
