import fc from "fast-check";
import { expect, test } from "vitest";
import { batchRanges, epochOrder } from "./batchRanges.ts";

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
