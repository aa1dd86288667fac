import { inflateSync } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodePng, pngDataUri } from "./png.ts";

test("encodePng() writes the file that the specification describes", () => {
  const png = Buffer.from(encodePng({ pixels: Uint8Array.of(7, 8, 9, 10), width: 2, height: 2 }));
  expect(png.subarray(0, 16).toString("hex")).toBe("89504e470d0a1a0a0000000d49484452");
  expect(png.subarray(16, 29).toString("hex")).toBe("00000002000000020800000000");
  const length = png.readUInt32BE(33);
  expect(png.subarray(37, 41).toString()).toBe("IDAT");
  expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([0, 7, 8, 0, 9, 10]);
  // The end of every PNG file, checksum included.
  expect(png.subarray(-12).toString("hex")).toBe("0000000049454e44ae426082");
});

test("encodePng() is read back, pixel by pixel, by another program", () => {
  const arbitrary = fc
    .record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      channels: fc.constantFrom<1 | 3>(1, 3),
    })
    .chain((size) => {
      const length = size.width * size.height * size.channels;
      return fc.record({
        ...Object.fromEntries(
          Object.entries(size).map(([key, value]) => [key, fc.constant(value)]),
        ),
        pixels: fc.uint8Array({ minLength: length, maxLength: length }),
      });
    });
  fc.assert(
    fc.property(arbitrary, (drawn) => {
      const image = drawn as Parameters<typeof pngDataUri>[0];
      const { width, height, channels = 1, pixels } = image;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${pngDataUri(image)}"/></svg>`;
      const rgba = new Resvg(svg).render().pixels;
      const expected = Array.from({ length: width * height }, (_, at) =>
        [0, 1, 2].map((channel) => pixels[channels === 1 ? at : 3 * at + channel]),
      );
      expect(expected.map((_, at) => [...rgba.subarray(4 * at, 4 * at + 3)])).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test("encodePng() refuses pixels that do not fill the image", () => {
  expect(() => encodePng({ pixels: new Uint8Array(5), width: 2, height: 3 })).toThrow(
    new RangeError("Cannot encode an image of 2 x 3 with 1 channels: it has 5 bytes, needs 6"),
  );
  expect(() => encodePng({ pixels: new Uint8Array(0), width: 0, height: 3 })).toThrow(
    new RangeError("Cannot encode an image of 0 x 3 with 1 channels: it has 0 bytes, needs 0"),
  );
});
