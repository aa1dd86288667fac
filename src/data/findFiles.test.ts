import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DataForm } from "./dataSource.ts";
import { findDataFile, findFiles, isWhole, missingFiles } from "./findFiles.ts";

const one = { name: "one-idx", otherNames: ["one.idx"], isGzip: true };
const two = { name: "two-idx", isGzip: true };
const loose: DataForm = { title: "loose files", folders: ["set", "SET/raw"], files: [one, two] };
const archive: DataForm = {
  title: "set.zip",
  folders: ["set"],
  files: [{ name: "set.zip" }],
  mirrors: ["https://example.org/"],
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-find-"));
});
afterEach(() => rm(root, { recursive: true }));

async function put(...path: string[]): Promise<string> {
  const file = join(root, ...path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, "x");
  return file;
}

test("findDataFile() knows other names and packed files", async () => {
  const folder = join(root, "set");
  expect(findDataFile(folder, one)).toBeUndefined();
  const packed = await put("set", "one.idx.gz");
  expect(findDataFile(folder, one)).toBe(packed);
  const plain = await put("set", "one-idx");
  expect(findDataFile(folder, one)).toBe(plain);
  await put("set", "set.zip.gz");
  expect(findDataFile(folder, archive.files[0]!)).toBeUndefined();
});

test("findFiles() finds a whole form in any of its folders and roots", async () => {
  const roots = [join(root, "a"), join(root, "b")];
  const paths = [await put("b", "SET", "raw", "one-idx"), await put("b", "SET", "raw", "two-idx")];
  const found = findFiles([loose, archive], roots);
  expect(found).toEqual({ form: loose, folder: join(root, "b", "SET", "raw"), paths });
  expect(isWhole(found)).toBe(true);
});

test("findFiles() prefers the first of several whole forms", async () => {
  for (const name of ["one-idx", "two-idx", "set.zip"]) await put("set", name);
  expect(findFiles([loose, archive], [root]).form).toBe(loose);
  expect(findFiles([archive, loose], [root]).form).toBe(archive);
});

test("findFiles() gives the form of which most is there where none is whole", async () => {
  const roots = [join(root, "a"), join(root, "b")];
  await put("b", "set", "two-idx");
  const found = findFiles([archive, loose], roots);
  expect([found.form, found.folder]).toEqual([loose, join(root, "b", "set")]);
  expect(isWhole(found)).toBe(false);
  expect(missingFiles(found)).toEqual([one]);
});

test("findFiles() gives the form that can be fetched where nothing is there", () => {
  const found = findFiles([loose, archive], [join(root, "a"), root]);
  expect(found).toEqual({ form: archive, folder: join(root, "a", "set"), paths: [undefined] });
  expect(findFiles([loose], [root]).form).toBe(loose);
});
