import { expect, test } from "vitest";
import { shrinkImage } from "./shrinkImage.ts";

test("shrinkImage() takes the mean of squares, channel by channel", () => {
  const pixels = Uint8Array.of(0, 9, 9, 10, 9, 9, 20, 9, 9, 30, 9, 9, 4, 5, 6, 4, 5, 6);
  const image = {
    pixels: Uint8Array.from([...pixels.subarray(0, 12), ...pixels.subarray(0, 12)]),
    width: 4,
    height: 2,
    channels: 3,
  } as const;
  expect(shrinkImage(image, 2)).toEqual({
    pixels: Uint8Array.of(5, 9, 9, 25, 9, 9),
    width: 2,
    height: 1,
    channels: 3,
  });
});

test("shrinkImage() leaves out what fills no square", () => {
  const image = { pixels: Uint8Array.from({ length: 25 }, (_, i) => i), width: 5, height: 5 };
  expect(shrinkImage(image, 2)).toMatchObject({
    pixels: Uint8Array.of(3, 5, 13, 15),
    width: 2,
    height: 2,
  });
});

test("shrinkImage() does not change an image that is less than twice as wide, or flat", () => {
  const small = { pixels: new Uint8Array(9), width: 3, height: 3 };
  expect(shrinkImage(small, 2)).toBe(small);
  const flat = { pixels: new Uint8Array(9), width: 9, height: 1 };
  expect(shrinkImage(flat, 2)).toBe(flat);
});
