import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataError } from "../core/errors.ts";
import { hashFile } from "./hashFile.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-hash-"));
  path = join(folder, "file");
});
afterEach(() => rm(folder, { recursive: true }));

/** Of the three letters: FIPS 180-2, appendix B.1, and RFC 1321, appendix A.5. */
const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const md5 = "900150983cd24fb0d6963f7d28e17f72";

test("hashFile() is that of the file, or of what it holds", async () => {
  await writeFile(path, "abc");
  expect(await hashFile(path, { algorithm: "sha256" })).toEqual({ size: 3, digits: sha256 });
  expect(await hashFile(path, { algorithm: "md5" })).toEqual({ size: 3, digits: md5 });
  await writeFile(path, Buffer.concat([gzipSync("ab"), gzipSync("c")]));
  const contents = await hashFile(path, { algorithm: "sha256", unpackAtMost: 3 });
  expect(contents).toEqual({ size: 3, digits: sha256 });
  expect((await hashFile(path, { algorithm: "md5" })).digits).not.toBe(md5);
});

test("hashFile() tells how much it has read", async () => {
  await writeFile(path, new Uint8Array(1_000_000));
  const told: number[] = [];
  await hashFile(path, { algorithm: "md5", onBytes: (done) => told.push(done) });
  expect(told.length).toBeGreaterThan(1);
  expect(told.at(-1)).toBe(1_000_000);
});

test("hashFile() refuses what is not there, damaged, or larger than it may be", async () => {
  await expect(hashFile(path, { algorithm: "md5" })).rejects.toThrow(
    new DataError(`Cannot read "${path}": it does not exist, needs a readable file`),
  );
  await expect(hashFile(folder, { algorithm: "md5" })).rejects.toThrow(
    `Cannot read "${folder}": it is a folder, needs a readable file`,
  );
  await writeFile(path, gzipSync("abc").subarray(0, 15));
  await expect(hashFile(path, { algorithm: "md5", unpackAtMost: 3 })).rejects.toThrow(
    `Cannot read "${path}": unexpected end of file, needs a whole gzip file`,
  );
  await writeFile(path, gzipSync(new Uint8Array(1_000_000)));
  await expect(hashFile(path, { algorithm: "md5", unpackAtMost: 5000 })).rejects.toThrow(
    `Cannot read "${path}": it unpacks to more than 5000 bytes, needs at most that`,
  );
});
