import { expect, test } from "vitest";
import { DataError } from "../../core/errors.ts";
import { BatchRing, makeRingMemory } from "./batchRing.ts";

function makeRing(): BatchRing {
  return new BatchRing(makeRingMemory({ slots: 2, batchSize: 3, imageSize: 4, first: 5 }));
}

test("BatchRing puts steps into its slots in turn", () => {
  const ring = makeRing();
  const placeOf = (step: number) => ring.batchAt(step).images.byteOffset;
  expect([5, 6, 7, 8].map(placeOf)).toEqual([0, 12, 0, 12]);
  expect(ring.batchAt(6)).toMatchObject({ images: { length: 12 }, labels: { length: 3 } });
});

test("BatchRing lets pass what is free, and what is made", () => {
  const ring = makeRing();
  for (let step = 5; step < 12; step++) {
    expect(ring.awaitFree(step)).toBe(true);
    ring.publish(step);
    ring.awaitMade(step);
    ring.release(step);
  }
});

test("BatchRing wants no more batches after its end", () => {
  const ring = makeRing();
  ring.end();
  expect(ring.awaitFree(5)).toBe(false);
  expect(ring.awaitFree(7)).toBe(false);
});

test("BatchRing tells of a failure, however many threads fail", () => {
  const ring = makeRing();
  for (let thread = 0; thread < 9; thread++) {
    ring.fail(thread === 0 ? "Cannot read" : "No");
    expect(ring.awaitFree(9)).toBe(false);
    expect(() => ring.awaitMade(5)).toThrow(new DataError("Cannot read"));
  }
});
