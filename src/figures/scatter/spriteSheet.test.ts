import fc from "fast-check";
import { expect, test } from "vitest";
import { spriteSheet } from "./spriteSheet.ts";

test("spriteSheet() puts images side by side, then below each other", () => {
  const images = [1, 2, 3].map((grey) => ({
    pixels: new Uint8Array(4).fill(grey),
    width: 2,
    height: 2,
  }));
  const { pixels, ...size } = spriteSheet(images);
  expect(size).toEqual({ width: 4, height: 4, channels: 1, columns: 2 });
  expect([...pixels]).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 0, 0, 3, 3, 0, 0]);
});

test("spriteSheet() holds every pixel of every image where its columns say", () => {
  const image = fc.record({
    width: fc.integer({ min: 1, max: 4 }),
    height: fc.integer({ min: 1, max: 4 }),
    count: fc.integer({ min: 1, max: 10 }),
  });
  fc.assert(
    fc.property(image, ({ width, height, count }) => {
      const images = Array.from({ length: count }, (_, at) => ({
        pixels: Uint8Array.from({ length: 3 * width * height }, (_, byte) => 31 * at + byte),
        width,
        height,
        channels: 3 as const,
      }));
      const sheet = spriteSheet(images);
      images.forEach(({ pixels }, at) => {
        const [left, top] = [(at % sheet.columns) * width, Math.floor(at / sheet.columns) * height];
        const seen = pixels.map((_, byte) => {
          const [x, y] = [byte % (3 * width), Math.floor(byte / (3 * width))];
          return sheet.pixels[(top + y) * 3 * sheet.width + 3 * left + x]!;
        });
        expect(seen).toEqual(pixels);
      });
    }),
  );
});
