import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FileSource } from "./dataSource.ts";
import { dataFolderOf, dataFolders, findDataFile, missingFiles } from "./folders.ts";

const one = { name: "one-idx", otherNames: ["one.idx"], size: 1, sha256: "" };
const two = { name: "two-idx", otherNames: [], size: 1, sha256: "" };
const source: FileSource = {
  kind: "files",
  title: "Set",
  licence: "none",
  origin: "here",
  folder: "set",
  mirrors: [],
  files: [one, two],
  load: () => Promise.reject(new Error("never loaded here")),
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "learnscope-folders-"));
});
afterEach(() => rm(root, { recursive: true }));

async function put(...path: string[]): Promise<string> {
  const file = join(root, ...path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, "x");
  return file;
}

test("dataFolders() lists the user's folders, then the cache", () => {
  const listed = ["/a", "", "b", " "].join(delimiter);
  expect(dataFolders(listed, "/home/u")).toEqual([
    "/a",
    resolve("b"),
    join("/home/u", ".cache", "learnscope", "data"),
  ]);
  expect(dataFolders("", "/home/u")).toHaveLength(1);
});

test("findDataFile() knows other names and packed files", async () => {
  expect(findDataFile(join(root, "set"), one)).toBeUndefined();
  const packed = await put("set", "one.idx.gz");
  expect(findDataFile(join(root, "set"), one)).toBe(packed);
  const plain = await put("set", "one-idx");
  expect(findDataFile(join(root, "set"), one)).toBe(plain);
});

test("missingFiles() names what a folder lacks", async () => {
  await put("set", "two-idx.gz");
  expect(missingFiles(source, join(root, "set"))).toEqual([one]);
  expect(missingFiles(source, join(root, "nowhere"))).toEqual([one, two]);
});

test("dataFolderOf() prefers the folder with the most files, then the first", async () => {
  const roots = [join(root, "a"), join(root, "b"), join(root, "c")];
  expect(dataFolderOf(source, roots)).toBe(join(root, "a", "set"));
  await put("b", "set", "two-idx");
  await put("c", "set", "one-idx");
  expect(dataFolderOf(source, roots)).toBe(join(root, "b", "set"));
  await put("c", "set", "two-idx");
  expect(dataFolderOf(source, roots)).toBe(join(root, "c", "set"));
});
