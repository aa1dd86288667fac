import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { StorageError } from "../storage/storageError.ts";
import { newestStudy } from "./newestStudy.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "learnscope-"));
});

function addStudy(name: string, files: readonly string[]): void {
  mkdirSync(join(root, "translation", name), { recursive: true });
  for (const file of files) writeFileSync(join(root, "translation", name, file), "{}");
}

test("newestStudy() finds the last that has results, among trainings and studies that have none", async () => {
  addStudy("20261119T000000Z-study-ffffff", ["results.json"]);
  addStudy("20261120T000000Z-study-000000", ["results.json"]);
  addStudy("20261121T000000Z-study-000000", ["status.json"]);
  addStudy("20261122T000000Z-lenet5-000000-s0", ["results.json"]);
  expect(await newestStudy(root, "translation")).toBe(
    join(root, "translation/20261120T000000Z-study-000000"),
  );
});

test("newestStudy() finds nothing where there are no runs", async () => {
  expect(await newestStudy(root, "translation")).toBeUndefined();
  expect(await newestStudy(join(root, "nowhere"), "translation")).toBeUndefined();
});

test("newestStudy() refuses a file in place of the folder of runs", async () => {
  const file = join(root, "file");
  writeFileSync(file, "");
  await expect(newestStudy(file, "translation")).rejects.toThrow(
    new StorageError(
      `Cannot read "${join(file, "translation")}": part of the path is a file, needs a folder`,
    ),
  );
});
