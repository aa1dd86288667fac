import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { DataError } from "../../core/errors.ts";
import { parseSvhn, readSvhn } from "./svhn.ts";

const fixtures = resolve(import.meta.dirname, "../../../test/golden/fixtures/matlab");

test("readSvhn() puts pixels and labels where they belong", async () => {
  const set = await readSvhn(`${fixtures}/svhn.mat`);
  expect(set).toMatchObject({ count: 11, channels: 3, height: 32, width: 32 });
  expect([...set.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
  const expected = new Uint8Array(11 * 3 * 32 * 32);
  for (let i = 0; i < expected.length; i++) {
    const [x, y] = [i % 32, (i >> 5) % 32];
    const [c, n] = [(i >> 10) % 3, Math.floor(i / 3072)];
    expected[i] = 7 * n + 80 * c + 2 * y + 3 * x;
  }
  expect(Buffer.compare(set.images, expected)).toBe(0);
});

test("readSvhn() refuses a file that is not there", async () => {
  await expect(readSvhn("absent.mat")).rejects.toThrow(
    new DataError('Cannot read "absent.mat": it does not exist, needs a readable file'),
  );
});

test("parseSvhn() refuses other arrays", async () => {
  const bytes = readFileSync(`${fixtures}/plain.mat`);
  await expect(parseSvhn(bytes, "x.mat")).rejects.toThrow(
    'Cannot read "x.mat": it has no array of real numbers "X", needs one',
  );
});

/** An element of 8 bytes for the tag and more for what it holds, of numbers that are stored as bytes. */
function array(name: string, extents: readonly number[], type = 2): Uint8Array {
  const size = extents.reduce((product, extent) => product * extent, 1);
  const part = (kind: number, data: Uint8Array) => {
    const bytes = Buffer.alloc(8 + Math.ceil(data.length / 8) * 8);
    bytes.writeUInt32LE(kind, 0);
    bytes.writeUInt32LE(data.length, 4);
    bytes.set(data, 8);
    return bytes;
  };
  const flags = Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0);
  const counts = new Uint8Array(Int32Array.from(extents).buffer);
  const numbers = new Uint8Array(size).fill(1);
  const parts = [part(6, flags), part(5, counts), part(1, Buffer.from(name)), part(type, numbers)];
  return part(14, Buffer.concat(parts));
}

function file(...elements: readonly Uint8Array[]): Uint8Array {
  const header = Buffer.alloc(128);
  header.set([0, 1, 0x49, 0x4d], 124);
  return Uint8Array.from(Buffer.concat([header, ...elements]));
}

test("parseSvhn() reads a single image, whose last extent MATLAB drops", async () => {
  const set = await parseSvhn(file(array("X", [32, 32, 3]), array("y", [1, 1])), "x.mat");
  expect(set.count).toBe(1);
  expect([...set.labels]).toEqual([1]);
});

test.each([
  ["images of other extents", [32, 32, 4, 2], "32 × 32 × 4 × 2 of bytes"],
  ["images of too few extents", [32, 32], "32 × 32 of bytes"],
  ["images of too many extents", [32, 32, 3, 2, 1], "32 × 32 × 3 × 2 × 1 of bytes"],
])("parseSvhn() refuses %s", async (_, extents, found) => {
  await expect(parseSvhn(file(array("X", extents), array("y", [2, 1])), "x.mat")).rejects.toThrow(
    new DataError(`Cannot read "x.mat": its X is ${found}, needs 32 × 32 × 3 × N of bytes`),
  );
});

test("parseSvhn() refuses images of other numbers than bytes", async () => {
  const bytes = file(array("X", [32, 32, 3, 2], 1), array("y", [2, 1]));
  await expect(parseSvhn(bytes, "x.mat")).rejects.toThrow(
    "its X is 32 × 32 × 3 × 2 of numbers, needs 32 × 32 × 3 × N of bytes",
  );
});

test("parseSvhn() refuses another number of labels than of images", async () => {
  const bytes = file(array("X", [32, 32, 3, 2]), array("y", [3, 1]));
  await expect(parseSvhn(bytes, "x.mat")).rejects.toThrow(
    new DataError('Cannot read "x.mat": its y is 3 × 1, 2 images need 2 × 1'),
  );
});

test("parseSvhn() refuses a label that is no digit", async () => {
  const labels = array("y", [2, 1]);
  labels[labels.length - 7] = 11;
  await expect(parseSvhn(file(array("X", [32, 32, 3, 2]), labels), "x.mat")).rejects.toThrow(
    new DataError('Cannot read "x.mat": label 1 is 11, needs 1 to 10'),
  );
});
