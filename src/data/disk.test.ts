import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { onDisk, sizeOf } from "./disk.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-disk-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("sizeOf() counts bytes, none where there is no file", async () => {
  const path = join(folder, "file");
  expect(await sizeOf(path)).toBe(0);
  await writeFile(path, "abc");
  expect(await sizeOf(path)).toBe(3);
  await expect(sizeOf(join(path, "below"))).rejects.toThrow(
    new DataError(
      `Cannot read "${join(path, "below")}": part of its path is not a folder, needs a readable file`,
    ),
  );
});

test("onDisk() passes on the result, and what the disk refuses as a sentence", async () => {
  expect(await onDisk("a", async () => 5)).toBe(5);
  await expect(onDisk(folder, () => writeFile(folder, "abc"))).rejects.toThrow(
    new DataError(`Cannot write "${folder}": it is a folder, needs a writable folder with space`),
  );
});
