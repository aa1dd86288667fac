import { expect, test } from "vitest";
import { digitSize, makeDigitWriter } from "./digitWriter.ts";

const pixels = digitSize * digitSize;

function written(index: number, digit: number, seed = 0, series = "train"): Uint8Array {
  const image = new Uint8Array(pixels);
  makeDigitWriter(seed, series)(image, index, digit);
  return image;
}

test("makeDigitWriter() writes the same picture whatever was written before", () => {
  const write = makeDigitWriter(0, "train");
  const image = new Uint8Array(pixels);
  for (const index of [5, 3, 8]) write(image, index, 8);
  write(image, 4, 1);
  expect(image).toEqual(written(4, 1));
});

test("makeDigitWriter() writes differently for another index, digit, seed or series", () => {
  const one = written(4, 1);
  expect(written(5, 1)).not.toEqual(one);
  expect(written(4, 2)).not.toEqual(one);
  expect(written(4, 1, 1)).not.toEqual(one);
  expect(written(4, 1, 0, "test")).not.toEqual(one);
});

test("makeDigitWriter() overwrites all of the image", () => {
  const image = new Uint8Array(pixels).fill(99);
  makeDigitWriter(0, "train")(image, 4, 1);
  expect(image).toEqual(written(4, 1));
});
