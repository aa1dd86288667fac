import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DataError } from "../../core/errors.ts";
import { readUnpacked } from "./readUnpacked.ts";

const bytes = Uint8Array.from({ length: 28 }, (_, i) => i);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "learnscope-unpack-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function saved(name: string, contents: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, contents);
  return path;
}

test("readUnpacked() gives the contents of plain and packed files", async () => {
  expect([...(await readUnpacked(await saved("plain", bytes)))]).toEqual([...bytes]);
  expect([...(await readUnpacked(await saved("packed", gzipSync(bytes))))]).toEqual([...bytes]);
});

test("readUnpacked() unpacks all parts of a file, and whatever size it claims to have", async () => {
  const long = Uint8Array.from({ length: 300_000 }, (_, i) => (i ** 2) >>> 3);
  const twice = Buffer.concat([gzipSync(long), gzipSync(bytes)]);
  const unpacked = await readUnpacked(await saved("twice.gz", twice));
  expect(Buffer.compare(unpacked, Buffer.concat([long, bytes]))).toBe(0);
});

test("readUnpacked() refuses a file that is not there, and a folder", async () => {
  const path = join(folder, "absent");
  await expect(readUnpacked(path)).rejects.toThrow(
    new DataError(`Cannot read "${path}": it does not exist, needs a readable file`),
  );
  await expect(readUnpacked(folder)).rejects.toThrow(
    `Cannot read "${folder}": it is a folder, needs a readable file`,
  );
});

test("readUnpacked() refuses a packed file that is cut short or garbled", async () => {
  const packed = gzipSync(bytes);
  const short = await saved("short.gz", packed.subarray(0, packed.length - 9));
  await expect(readUnpacked(short)).rejects.toThrow(
    `Cannot read "${short}": unexpected end of file, needs a whole gzip file`,
  );
  const garbled = await saved("garbled.gz", Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5, 6));
  await expect(readUnpacked(garbled)).rejects.toThrow(
    `Cannot read "${garbled}": unknown compression method, needs a whole gzip file`,
  );
});

test("readUnpacked() refuses more bytes than it was told to expect, packed or not", async () => {
  const plain = await saved("large", bytes);
  await expect(readUnpacked(plain, 27)).rejects.toThrow(
    `Cannot read "${plain}": it has 28 bytes, needs at most 27`,
  );
  const bomb = await saved("bomb.gz", gzipSync(new Uint8Array(1_000_000)));
  await expect(readUnpacked(bomb, 2000)).rejects.toThrow(
    `Cannot read "${bomb}": it unpacks to more than 2000 bytes, needs at most that`,
  );
});

test.each(["plain", "packed"])(
  "readUnpacked() gives an array whose slices are copies: %s",
  async (kind) => {
    const stored = kind === "plain" ? bytes : gzipSync(bytes);
    const unpacked = await readUnpacked(await saved(`${kind}-slice`, stored));
    unpacked.slice()[0] = 99;
    expect(unpacked[0]).toBe(0);
  },
);
