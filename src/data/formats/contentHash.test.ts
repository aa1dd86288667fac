import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentHash } from "./contentHash.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-hash-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** SHA-256 of the three letters, from FIPS 180-2, appendix B.1. */
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

test("contentHash() is that of the contents, packed or not", async () => {
  const path = join(folder, "file");
  await writeFile(path, "abc");
  expect(await contentHash(path)).toBe(abc);
  await writeFile(path, gzipSync("abc"));
  expect(await contentHash(path)).toBe(abc);
});
