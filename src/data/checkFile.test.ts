import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { zipOf } from "../../test/support/zipOf.ts";
import { checkFile, isAcceptable } from "./checkFile.ts";
import type { DataFile } from "./dataSource.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-check-file-"));
  path = join(folder, "abc");
});
afterEach(() => rm(folder, { recursive: true }));

/** Contents "abc"; the hash is that of FIPS 180-2, appendix B.1. */
const hash = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const abc: DataFile = { name: "abc", isGzip: true, contents: { size: 3, hash } };

async function stateOf(file: DataFile, contents: string | Uint8Array): Promise<string> {
  await writeFile(path, contents);
  return (await checkFile(file, { path })).state;
}

function md5Of(bytes: Uint8Array): `md5:${string}` {
  return `md5:${createHash("md5").update(bytes).digest("hex")}`;
}

test("checkFile() compares contents, packed or not, where their hash is known", async () => {
  expect(await checkFile(abc, { path: undefined })).toMatchObject({ size: 0, state: "missing" });
  expect(await stateOf(abc, "abc")).toBe("right");
  expect(await stateOf(abc, gzipSync("abc", { level: 1 }))).toBe("right");
  expect(await stateOf(abc, "abd")).toBe("wrong checksum");
  expect(await stateOf(abc, gzipSync("abd"))).toBe("wrong checksum");
  expect(await stateOf(abc, "ab")).toBe("wrong size");
  expect(await stateOf(abc, gzipSync("ab"))).toBe("wrong size");
});

test("checkFile() says why a file cannot be read", async () => {
  await writeFile(path, gzipSync("abc").subarray(0, 15));
  expect(await checkFile(abc, { path })).toMatchObject({
    size: 15,
    state: "unreadable",
    problem: `Cannot read "${path}": unexpected end of file, needs a whole gzip file`,
  });
});

test("checkFile() compares files that only their packed form is known of", async () => {
  const packed = gzipSync("abc");
  const file: DataFile = {
    name: "abc",
    isGzip: true,
    contents: { size: 3 },
    packed: { size: packed.length, hash: md5Of(packed) },
  };
  const repacked = Buffer.concat([gzipSync("a"), gzipSync("bc")]);
  expect(await stateOf(file, packed)).toBe("right");
  expect(await stateOf(file, repacked)).toBe("other packing");
  expect(await stateOf(file, gzipSync("ab"))).toBe("wrong size");
  expect(await stateOf(file, packed.subarray(0, 15))).toBe("unreadable");
  expect(await stateOf(file, "abc")).toBe("not published");
  expect(await stateOf(file, "ab")).toBe("wrong size");
});

test("checkFile() tells an archive that was packed again from a damaged one", async () => {
  const archive = zipOf({ "abc.txt": "abcabcabc" });
  const file: DataFile = {
    name: "abc.zip",
    contents: { size: archive.length, hash: md5Of(archive) },
  };
  const damaged = Uint8Array.from(archive);
  damaged[40]! ^= 1;
  expect(await stateOf(file, archive)).toBe("right");
  expect(await stateOf(file, zipOf({ "abc.txt": "abcabcabc", more: "" }))).toBe("other packing");
  expect(await stateOf(file, archive.subarray(0, 60))).toBe("unreadable");
  expect(await stateOf(file, damaged)).toBe("wrong checksum");
});

test("checkFile() says where nothing was published to compare with", async () => {
  expect(await stateOf({ name: "abc" }, "abc")).toBe("not published");
  expect(await stateOf({ name: "abc", contents: { size: 3 } }, "abc")).toBe("not published");
  expect(await stateOf({ name: "abc", contents: { size: 4 } }, "abc")).toBe("wrong size");
});

test("checkFile() knows a folder, and has no size for it", async () => {
  await mkdir(path);
  expect(await checkFile({ name: "abc" }, { path })).toEqual({
    file: { name: "abc" },
    path,
    size: 0,
    state: "folder",
    problem: undefined,
  });
  expect(await checkFile(abc, { path })).toMatchObject({
    state: "unreadable",
    problem: `Cannot read "${path}": it is a folder, needs a readable file`,
  });
});

test("isAcceptable() is what has nothing against it", () => {
  const check = { file: abc, path, size: 3, problem: undefined };
  const fine = ["right", "other packing", "not published", "folder"] as const;
  expect(fine.every((state) => isAcceptable({ ...check, state }))).toBe(true);
  const faults = ["wrong size", "wrong checksum", "unreadable", "missing"] as const;
  expect(faults.some((state) => isAcceptable({ ...check, state }))).toBe(false);
});
