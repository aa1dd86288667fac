import { expect, test } from "vitest";
import { UsageError } from "../core/errors.ts";
import type { ImageSet } from "../data/dataset.ts";
import { makeRandomShifts } from "./randomShifts.ts";

/** 7×7 images with one bright pixel in the middle, of brightness 1 and 2. */
const set: ImageSet = {
  images: Uint8Array.from({ length: 98 }, (_, i) => (i % 49 === 24 ? 1 + Math.floor(i / 49) : 0)),
  labels: Uint8Array.of(1, 2),
  count: 2,
  channels: 1,
  height: 7,
  width: 7,
};

function shiftedBatch(step: number, seed = 0) {
  const indices = Array.from({ length: 500 }, (_, i) => i % 2);
  const batch = { images: new Uint8Array(49 * 500), labels: new Uint8Array(500) };
  makeRandomShifts(set, { shift: 2, seed })(indices, step, batch);
  return batch;
}

test("makeRandomShifts() moves every image with its label, to all places and no farther", () => {
  const { images, labels } = shiftedBatch(0);
  const places = Array.from({ length: 500 }, (_, i) => {
    const image = images.subarray(49 * i, 49 * (i + 1));
    expect([...image].filter((pixel) => pixel > 0)).toEqual([labels[i]]);
    const place = image.indexOf(labels[i]!);
    return [(place % 7) - 3, Math.floor(place / 7) - 3];
  });
  const reach = [-2, -1, 0, 1, 2];
  const all = reach.flatMap((dx) => reach.map((dy) => `${dx},${dy}`));
  expect(new Set(places.map(String))).toEqual(new Set(all));
});

test("makeRandomShifts() is a function of seed and step", () => {
  expect(shiftedBatch(3)).toEqual(shiftedBatch(3));
  expect(shiftedBatch(4)).not.toEqual(shiftedBatch(3));
  expect(shiftedBatch(3, 1)).not.toEqual(shiftedBatch(3));
});

test.each([0, -2, 1.5])("makeRandomShifts() refuses a shift of %d", (shift) => {
  expect(() => makeRandomShifts(set, { shift, seed: 0 })).toThrow(
    new UsageError(`Cannot shift images at random: shift is ${shift}, needs 1 or more pixels`),
  );
});
