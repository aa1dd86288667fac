import { expect, test } from "vitest";
import { areasUnder, fadedCount, fadedImages, pixelsByMap } from "./fadedImages.ts";

test("pixelsByMap() takes the highest first, and equal ones in the random order", () => {
  const map = Float32Array.of(0, 0.5, 0, 1);
  expect([...pixelsByMap(map, Uint32Array.of(2, 1, 3, 0))]).toEqual([3, 1, 2, 0]);
  expect([...pixelsByMap(map, Uint32Array.of(0, 1, 2, 3))]).toEqual([3, 1, 0, 2]);
});

test("fadedImages() takes pixels away and puts them in, in all channels, step by step", () => {
  const faded = fadedImages({
    image: Uint8Array.of(1, 2, 3, 4),
    baseline: Uint8Array.of(0, 0, 9, 9),
    pixels: 2,
    steps: 2,
    order: Uint32Array.of(1, 0),
    randomOrder: Uint32Array.of(0, 1),
  });
  const images = Array.from({ length: fadedCount(2) }, (_, at) => [
    ...faded.subarray(4 * at, 4 * at + 4),
  ]);
  expect(images).toEqual([
    [1, 2, 3, 4],
    [0, 0, 9, 9],
    [1, 0, 3, 9],
    [0, 2, 9, 4],
    [0, 2, 9, 4],
  ]);
  expect(faded).toHaveLength(20);
});

test("areasUnder() counts both ends half", () => {
  // Deletion 1, 0.5, 0.25, 0; insertion 0, 0.7, 0.9, 1; at random 1, 0.4, 0.2, 0.
  const areas = areasUnder([1, 0, 0.5, 0.25, 0.7, 0.9, 0.4, 0.2], 3);
  expect(areas.deletion).toBeCloseTo(1.25 / 3, 12);
  expect(areas.insertion).toBeCloseTo(2.1 / 3, 12);
  expect(areas.random).toBeCloseTo(1.1 / 3, 12);
});

test("areasUnder() takes one step as the mean of both ends", () => {
  expect(areasUnder([0.8, 0.2], 1)).toEqual({ deletion: 0.5, insertion: 0.5, random: 0.5 });
});
