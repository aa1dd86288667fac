import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { StorageError } from "../storage/storageError.ts";
import { isReadable, readJson } from "./readFile.ts";

const folder = mkdtempSync(join(tmpdir(), "learnscope-"));
const path = join(folder, "a.json");

test("readJson() gives the object of a file of this schema version", async () => {
  writeFileSync(path, '{"schema": 1, "a": [2]}');
  expect(await readJson(path)).toEqual({ schema: 1, a: [2] });
  expect(await isReadable(path)).toBe(true);
});

test.each([
  ['{"schema": 1, "a"', "it is not JSON, needs an unaltered file"],
  ["[1]", "it holds no object, needs an unaltered file"],
  ['{"schema": 2}', "its schema is 2, needs 1"],
  ["{}", "its schema is undefined, needs 1"],
])("readJson() refuses %s", async (text, reason) => {
  writeFileSync(path, text);
  await expect(readJson(path)).rejects.toThrow(new DataError(`Cannot read "${path}": ${reason}`));
});

test("readJson() says that a file is missing", async () => {
  const missing = join(folder, "b.json");
  await expect(readJson(missing)).rejects.toThrow(
    new StorageError(`Cannot read "${missing}": it does not exist, needs a run that has it`),
  );
  expect(await isReadable(missing)).toBe(false);
});
