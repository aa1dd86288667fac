import { expect, test } from "vitest";
import { filterImage } from "./filterImage.ts";
import type { PixelImage } from "./png.ts";

/** One number a weight, of the pixels in its middle. */
function weightsIn({ pixels, width, channels = 1 }: PixelImage, columns: number): number[] {
  const factor = width / columns;
  const rows = pixels.length / channels / width / factor;
  return Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const pixel = (row * factor + factor / 2) * width + column * factor + factor / 2;
    return Array.from(pixels.subarray(pixel * channels, (pixel + 1) * channels));
  }).flat();
}

test("filterImage() has 0 in medium grey, and what is largest in black or white", () => {
  const image = filterImage({ weights: [0, 2, -4, 1], channels: 1, height: 2, width: 2 });
  expect(weightsIn(image, 2)).toEqual([128, 191, 0, 159]);
  expect([image.width, image.height, image.channels]).toEqual([24, 24, 1]);
});

test("filterImage() has three channels as colours, and of any other number the mean", () => {
  const size = { height: 1, width: 2 };
  const colour = filterImage({ weights: [1, 0, 0, -1, 0, 0], channels: 3, ...size });
  expect(weightsIn(colour, 2)).toEqual([255, 128, 128, 128, 0, 128]);
  const mean = filterImage({ weights: [1, 0, -1, 2], channels: 2, ...size });
  expect(weightsIn(mean, 2)).toEqual([128, 255]);
});

test.each([[[0, 0]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY, 1]]])(
  "filterImage() of %j is medium grey or nothing, and no accident",
  (weights) => {
    const { pixels } = filterImage({ weights, channels: 1, height: 1, width: 2 });
    expect(pixels).toHaveLength(24 * 12);
    expect([0, 128]).toContain(pixels[0]);
  },
);
