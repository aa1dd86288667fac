import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import { makeStream } from "../core/random.ts";
import { estimateOf } from "../core/statistics.ts";
import type { ImagesInMemory } from "./imageSet.ts";
import { pixelStatistics } from "./pixelStatistics.ts";

test("pixelStatistics() tells mean and deviation of every channel as fractions of 1", () => {
  const set: ImagesInMemory = {
    images: Uint8Array.of(0, 255, 51, 51, 255, 0, 51, 51),
    labels: new Int32Array(2),
    count: 2,
    channels: 2,
    height: 1,
    width: 2,
  };
  expect(pixelStatistics(set)).toEqual({ mean: [0.5, 0.2], deviation: [0.5, 0] });
});

test("pixelStatistics() counts images of all chunks once", () => {
  const stream = makeStream(0, "pixels");
  const images = Uint8Array.from({ length: 1000 }, (_, i) => stream.integers(0, i, 256));
  const labels = new Int32Array(1000);
  const set = { images, labels, count: 1000, channels: 1, height: 1, width: 1 };
  const mean = estimateOf([...images]).mean;
  expect(pixelStatistics(set).mean[0]).toBeCloseTo(mean / 255, 12);
});

test("pixelStatistics() refuses floats, which are no pixels", () => {
  const set = { images: new Uint8Array(4), labels: new Int32Array(1), count: 1, channels: 1 };
  expect(() => pixelStatistics({ ...set, height: 1, width: 1, dtype: "f32" })).toThrow(
    new UsageError("Cannot measure the pixels of images: they are 32-bit floats, needs bytes"),
  );
});
