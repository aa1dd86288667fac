import { expect, test } from "vitest";
import type { ImageSet, ImagesInMemory } from "./imageSet.ts";
import { examplesBetween, firstExamples, selectExamples } from "./selectExamples.ts";

const set: ImagesInMemory = {
  images: Uint8Array.of(10, 11, 20, 21, 30, 31),
  labels: Int32Array.of(1, 2, 3),
  count: 3,
  channels: 1,
  height: 1,
  width: 2,
  concepts: { colour: Int32Array.of(7, 8, 9) },
  noise: { cleanLabels: Int32Array.of(1, 0, 3), isNoisy: Uint8Array.of(0, 1, 0) },
};
const inFile: ImageSet = { ...set, images: { path: "images.bin", offset: 100 } };

test("selectExamples() takes images in the given order with all that is known of them", () => {
  expect(selectExamples(set, Uint32Array.of(2, 1, 2))).toEqual({
    ...set,
    images: Uint8Array.of(30, 31, 20, 21, 30, 31),
    labels: Int32Array.of(3, 2, 3),
    count: 3,
    concepts: { colour: Int32Array.of(9, 8, 9) },
    noise: { cleanLabels: Int32Array.of(3, 0, 3), isNoisy: Uint8Array.of(0, 1, 0) },
    origin: Uint32Array.of(2, 1, 2),
  });
});

test("selectExamples() says after several choices where examples were before the first", () => {
  const twice = selectExamples(selectExamples(set, Uint32Array.of(2, 0)), Uint32Array.of(0));
  expect([...twice.origin!]).toEqual([2]);
  expect([...twice.labels]).toEqual([3]);
});

test("selectExamples() leaves images in their file", () => {
  const once = selectExamples(inFile, Uint32Array.of(2, 0));
  expect(once.images).toEqual({ path: "images.bin", offset: 100, rows: Uint32Array.of(2, 0) });
  const twice = selectExamples(once, Uint32Array.of(1, 0, 0));
  expect(twice.images).toMatchObject({ rows: Uint32Array.of(0, 2, 2) });
});

test("examplesBetween() takes those from the first index to before the second", () => {
  expect(examplesBetween(set, 1, 3)).toEqual(selectExamples(set, Uint32Array.of(1, 2)));
  expect(examplesBetween(set, 2, 2).count).toBe(0);
});

test("firstExamples() shares memory with the set", () => {
  const first = firstExamples(set, 2);
  expect(first).toMatchObject({ count: 2, labels: Int32Array.of(1, 2) });
  expect((first.images as Uint8Array).buffer).toBe(set.images.buffer);
  expect(first.images).toHaveLength(4);
  expect(first.concepts).toEqual({ colour: Int32Array.of(7, 8) });
});

test("firstExamples() takes the first rows of a file", () => {
  expect(firstExamples(inFile, 2).images).toMatchObject({ path: "images.bin", offset: 100 });
  const chosen = selectExamples(inFile, Uint32Array.of(2, 1, 0));
  expect(firstExamples(chosen, 2).images).toMatchObject({ rows: Uint32Array.of(2, 1) });
});

test("firstExamples() gives all where there are not so many", () => {
  expect(firstExamples(set, 4)).toBe(set);
});
