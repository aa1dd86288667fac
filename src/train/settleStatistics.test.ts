import { expect, test } from "vitest";
import { everyBackend } from "../../test/support/everyBackend.ts";
import { livelyNetwork, tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { UsageError } from "../core/errors.ts";
import { firstExamples } from "../data/selectExamples.ts";
import { initialNumbers } from "../nn/network.ts";
import { settleStatistics } from "./settleStatistics.ts";

const numbers = initialNumbers(livelyNetwork, 0);
const set = tinyImages(40);

/** Mean and unbiased variance of all pixels, which lie between 0 and 1. */
function momentsOf(images: Uint8Array): readonly [mean: number, variance: number] {
  const pixels = Array.from(images, (byte) => byte / 255);
  const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
  const squares = pixels.reduce((sum, pixel) => sum + (pixel - mean) ** 2, 0);
  return [mean, squares / (pixels.length - 1)];
}

test.each(everyBackend())(
  "settleStatistics() gives batch norm the images' mean and variance, and leaves weights, on %s",
  (_, backend) => {
    const options = { network: livelyNetwork, backend, batchSize: 128 };
    const settled = settleStatistics(numbers, set, options);
    expect([...numbers.buffers]).toEqual([0, 1]);
    const [mean, variance] = momentsOf(set.images);
    expect(settled.buffers[0]).toBeCloseTo(mean, 4);
    expect(settled.buffers[1]).toBeCloseTo(variance, 4);
    expect(settled.parameters).toEqual(numbers.parameters);
    // Of four batches, 100 times: the last few count most.
    const several = settleStatistics(numbers, set, { ...options, batchSize: 10 });
    expect(several.buffers[0]).toBeCloseTo(mean, 1);
    expect(several.buffers[0]).not.toBe(settled.buffers[0]);
  },
);

test.each(everyBackend())("settleStatistics() shows whole batches alone, on %s", (_, backend) => {
  const options = { network: livelyNetwork, backend, batchSize: 20 };
  const [whole, more] = [20, 39].map((count) =>
    settleStatistics(numbers, firstExamples(set, count), options),
  );
  expect(more).toEqual(whole);
});

test.each(everyBackend())(
  "settleStatistics() leaves networks that keep none as they are, on %s",
  (_, backend) => {
    const plain = initialNumbers(tinyNetwork, 0);
    const options = { network: tinyNetwork, backend, batchSize: 128 };
    expect(settleStatistics(plain, set, options)).toBe(plain);
    expect(() => settleStatistics(plain, firstExamples(set, 0), options)).toThrow(UsageError);
  },
);
