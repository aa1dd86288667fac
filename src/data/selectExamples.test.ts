import { expect, test } from "vitest";
import { firstExamples, type ImageSet, imageSize } from "./dataset.ts";

const set: ImageSet = {
  images: Uint8Array.from({ length: 24 }, (_, i) => i),
  labels: Uint8Array.of(5, 6),
  count: 2,
  channels: 3,
  height: 2,
  width: 2,
};

test("imageSize() counts all channels", () => {
  expect(imageSize(set)).toBe(12);
});

test("firstExamples() keeps the first images and labels without copying", () => {
  const first = firstExamples(set, 1);
  expect(first).toEqual({
    ...set,
    images: set.images.slice(0, 12),
    labels: Uint8Array.of(5),
    count: 1,
  });
  expect(first.images.buffer).toBe(set.images.buffer);
});

test("firstExamples() of more than there are is all of them", () => {
  expect(firstExamples(set, 3)).toEqual(set);
});
