import fc from "fast-check";
import { expect, test } from "vitest";
import { batchRanges, copyBatch, epochOrder } from "./batches.ts";
import type { ImageSet } from "./dataset.ts";

const set: ImageSet = {
  images: Uint8Array.of(10, 11, 20, 21, 30, 31),
  labels: Uint8Array.of(1, 2, 3),
  count: 3,
  channels: 1,
  height: 1,
  width: 2,
};

test("epochOrder() differs by epoch and seed and is the same when asked again", () => {
  expect(epochOrder(0, 1, 50)).toEqual(epochOrder(0, 1, 50));
  expect(epochOrder(0, 2, 50)).not.toEqual(epochOrder(0, 1, 50));
  expect(epochOrder(1, 1, 50)).not.toEqual(epochOrder(0, 1, 50));
});

test("batchRanges() keeps or drops a last batch that is not full", () => {
  const full = [
    { from: 0, to: 4 },
    { from: 4, to: 8 },
  ];
  expect(batchRanges(10, 4, "drop")).toEqual(full);
  expect(batchRanges(10, 4, "keep")).toEqual([...full, { from: 8, to: 10 }]);
  expect(batchRanges(8, 4, "keep")).toEqual(full);
  expect(batchRanges(3, 4, "drop")).toEqual([]);
  expect(batchRanges(0, 4, "keep")).toEqual([]);
});

test("batchRanges() visits every example once when the last batch is kept", () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 70 }), (count, batchSize) => {
      const visited = batchRanges(count, batchSize, "keep").flatMap(({ from, to }) =>
        Array.from({ length: to - from }, (_, i) => from + i),
      );
      expect(visited).toEqual(Array.from({ length: count }, (_, i) => i));
    }),
  );
});

test.each([0, -4, 2.5])("batchRanges() refuses a batch size of %d", (batchSize) => {
  expect(() => batchRanges(10, batchSize, "keep")).toThrow(
    `Cannot make batches: batchSize = ${batchSize}, needs a whole number above 0`,
  );
});

test("copyBatch() copies images and labels in the given order and leaves the rest", () => {
  const images = new Float32Array(8).fill(9);
  const labels = new Int32Array(4).fill(9);
  copyBatch(set, Uint32Array.of(2, 0, 2), { images, labels });
  expect([...images]).toEqual([30, 31, 10, 11, 30, 31, 9, 9]);
  expect([...labels]).toEqual([3, 1, 3, 9]);
});
