import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { imageFolderOf } from "./imageFolderOf.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-images-of-"));
});
afterEach(() => rm(root, { recursive: true }));

test("imageFolderOf() finds the images of a data set by its name", async () => {
  for (const split of ["train", "val"]) {
    await mkdir(join(root, "imagenet", split), { recursive: true });
  }
  expect(imageFolderOf("imagenet", [join(root, "empty"), root])).toBe(join(root, "imagenet"));
});

test("imageFolderOf() says where they are not", () => {
  expect(() => imageFolderOf("tiny-imagenet", [root])).toThrow(
    new DataError(
      `Cannot pack Tiny ImageNet: the folder tiny-imagenet-200 is not whole in "${root}", needs \`learnscope data get tiny-imagenet\``,
    ),
  );
});

test("imageFolderOf() knows no folder of data sets of another kind, or of paths", () => {
  for (const name of ["mnist", "generated-digits", "./photos", "toString"]) {
    expect(imageFolderOf(name, [root])).toBeUndefined();
  }
});
