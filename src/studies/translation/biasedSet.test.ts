import { expect, test } from "vitest";
import type { ImagesInMemory } from "../../data/imageSet.ts";
import { biasedSet } from "./biasedSet.ts";

/** One row of 7 pixels and one of 7 others, in two channels, for each label. */
function imagesOf(...labels: readonly number[]): ImagesInMemory {
  const row = [1, 2, 3, 4, 5, 6, 7];
  const image = [10, 20, 30, 40].flatMap((more) => row.map((pixel) => pixel + more));
  return {
    images: Uint8Array.from(labels.flatMap(() => image)),
    labels: Int32Array.from(labels),
    count: labels.length,
    channels: 2,
    height: 2,
    width: 7,
  };
}

test("biasedSet() moves every 3 right by 3 and every 2 left by 3, and zeros in", () => {
  const set = imagesOf(3, 2);
  const { images } = biasedSet(set);
  const rows = Array.from({ length: 8 }, (_, row) => [...images.subarray(7 * row, 7 * row + 7)]);
  expect(rows).toEqual([
    [0, 0, 0, 11, 12, 13, 14],
    [0, 0, 0, 21, 22, 23, 24],
    [0, 0, 0, 31, 32, 33, 34],
    [0, 0, 0, 41, 42, 43, 44],
    [14, 15, 16, 17, 0, 0, 0],
    [24, 25, 26, 27, 0, 0, 0],
    [34, 35, 36, 37, 0, 0, 0],
    [44, 45, 46, 47, 0, 0, 0],
  ]);
});

test("biasedSet() leaves all other digits where they are, and every label what it is", () => {
  const set = imagesOf(0, 1, 4, 5, 6, 7, 8, 9);
  const biased = biasedSet(set);
  expect(biased).toEqual(set);
  expect([...biasedSet(imagesOf(9, 3, 0)).labels]).toEqual([9, 3, 0]);
  expect(biasedSet(imagesOf(9, 3, 0)).images.subarray(0, 28)).toEqual(set.images.subarray(0, 28));
});

test("biasedSet() leaves the set that it is given as it was", () => {
  const set = imagesOf(2, 3, 4);
  biasedSet(set);
  expect(set).toEqual(imagesOf(2, 3, 4));
  const buffered = { ...set, images: Buffer.from(set.images) };
  biasedSet(buffered);
  expect(new Uint8Array(buffered.images)).toEqual(set.images);
});
