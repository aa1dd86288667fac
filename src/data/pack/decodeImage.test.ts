import { crc32 } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import { plainPng } from "../../../test/support/pictureFolder.ts";
import { decodeImage } from "./decodeImage.ts";
import type { PackSettings } from "./packSettings.ts";

async function decoded(bytes: Uint8Array, settings: Partial<PackSettings> = {}): Promise<number[]> {
  const all = { size: 2, fit: "crop", channels: 3, ...settings } as const;
  const out = new Uint8Array(all.channels * all.size ** 2);
  await decodeImage(bytes, all, out);
  return [...out];
}

/** An image of which only the rows differ, in their grey. */
const rowsOf = (rows: readonly number[], width: number) =>
  sharp(Buffer.from(rows.flatMap((grey) => Array(3 * width).fill(grey))), {
    raw: { width, height: rows.length, channels: 3 },
  });

const four = (r: number, g: number, b: number) => [r, r, r, r, g, g, g, g, b, b, b, b];
const plain = (r: number, g: number, b: number, alpha = 1) =>
  sharp({ create: { width: 2, height: 2, channels: 4, background: { r, g, b, alpha } } });

test("decodeImage() gives channel after channel, row after row", async () => {
  const pixels = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const png = await sharp(pixels, { raw: { width: 2, height: 2, channels: 3 } })
    .png()
    .toBuffer();
  expect(await decoded(png)).toEqual([1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12]);
});

test.each([
  ["grey", () => plain(90, 90, 90).toColourspace("b-w").png(), four(90, 90, 90)],
  ["16 bits a channel", () => plain(9, 8, 7).toColourspace("rgb16").png(), four(9, 8, 7)],
  ["16-bit grey", () => plain(90, 90, 90).toColourspace("grey16").png(), four(90, 90, 90)],
  ["a palette", () => plain(9, 8, 7).png({ palette: true }), four(9, 8, 7)],
  ["WebP", () => plain(9, 8, 7).webp({ lossless: true }), four(9, 8, 7)],
  ["half transparent", () => plain(200, 100, 50, 0.5).png(), four(100, 50, 25)],
  ["wholly transparent", () => plain(200, 100, 50, 0).png(), four(0, 0, 0)],
])("decodeImage() makes 8-bit sRGB of what is %s", async (_what, image, expected) => {
  const found = await decoded(await image().toBuffer());
  for (const [i, value] of expected.entries()) expect(Math.abs(found[i]! - value)).toBeLessThan(2);
});

test("decodeImage() makes colours of CMYK that are near the original ones", async () => {
  const jpeg = await rowsOf([100, 100], 2).toColourspace("cmyk").jpeg().toBuffer();
  for (const value of await decoded(jpeg)) expect(Math.abs(value - 95)).toBeLessThan(10);
});

test("decodeImage() turns images as their EXIF orientation says", async () => {
  const turned = await rowsOf([0, 200], 2).withMetadata({ orientation: 6 }).png().toBuffer();
  expect((await decoded(turned)).slice(0, 4)).toEqual([200, 0, 200, 0]);
});

test("decodeImage() makes luma of colours, as Pillow does, and keeps greys", async () => {
  const red = await plainPng([255, 0, 0]);
  expect(await decoded(red, { channels: 1 })).toEqual([76, 76, 76, 76]);
  const grey = await plainPng([131, 131, 131]);
  expect(await decoded(grey, { channels: 1 })).toEqual([131, 131, 131, 131]);
});

const tall = rowsOf([10, 10, 20, 20, 30, 30, 40, 40], 4);

test("decodeImage() scales the shorter side and keeps the middle to crop", async () => {
  const found = await decoded(await tall.png().toBuffer(), { size: 4 });
  expect([0, 4, 8, 12].map((at) => found[at])).toEqual([20, 20, 30, 30]);
});

test("decodeImage() stretches", async () => {
  const found = await decoded(await tall.png().toBuffer(), { size: 4, fit: "stretch" });
  const rows = [0, 4, 8, 12].map((at) => found[at]!);
  for (const [i, value] of [10, 20, 30, 40].entries()) {
    expect(Math.abs(rows[i]! - value)).toBeLessThan(3);
  }
});

test("decodeImage() adds black to pad", async () => {
  const found = await decoded(await tall.png().toBuffer(), { size: 8, fit: "pad" });
  expect(found.slice(0, 8)).toEqual([0, 0, 10, 10, 10, 10, 0, 0]);
});

test("decodeImage() takes the first of moving pictures", async () => {
  const frames = [await plainPng([1, 1, 1], [2, 2]), await plainPng([9, 9, 9], [2, 2])];
  const moving = await sharp(frames, { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer();
  expect(await decoded(moving)).toEqual(four(1, 1, 1));
});

test("decodeImage() refuses a JPEG file that lacks its last bytes", async () => {
  const jpeg = await rowsOf([0, 100, 200], 3).jpeg().toBuffer();
  await expect(decoded(jpeg.subarray(0, jpeg.length - 4))).rejects.toThrow("premature end");
});

test("decodeImage() refuses a header that claims more pixels than any photograph has", async () => {
  const png = await plainPng([1, 2, 3]);
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  await expect(decoded(png)).rejects.toThrow("Input image exceeds pixel limit");
});

test("decodeImage() refuses what is no JPEG, PNG or WebP", async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  await expect(decoded(Buffer.from(svg))).rejects.toThrow("it is no JPEG, PNG or WebP image");
  await expect(decoded(new Uint8Array())).rejects.toThrow("it is empty");
});
