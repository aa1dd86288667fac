import { expect, test } from "vitest";
import type { ImagesInMemory } from "../imageSet.ts";
import { numberSetOf } from "../numberSet.ts";
import { combinePairs } from "./combinePairs.ts";

/** Images of two channels and two pixels. */
const set: ImagesInMemory = {
  images: Uint8Array.of(10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33),
  labels: Int32Array.of(1, 2, 3),
  count: 3,
  channels: 2,
  height: 1,
  width: 2,
};
const partner = Uint32Array.of(2, 1, 0);
const labelOf = (first: number, second: number) => 10 * first + second;

test("combinePairs() puts the channels of the second image behind those of the first", () => {
  expect(combinePairs(set, { partner, labelOf })).toEqual({
    images: Uint8Array.from(
      [
        [10, 11, 12, 13, 30, 31, 32, 33],
        [20, 21, 22, 23, 20, 21, 22, 23],
        [30, 31, 32, 33, 10, 11, 12, 13],
      ].flat(),
    ),
    labels: Int32Array.of(13, 22, 31),
    count: 3,
    channels: 4,
    height: 1,
    width: 2,
    concepts: { first: Int32Array.of(1, 2, 3), second: Int32Array.of(3, 2, 1) },
  });
});

test("combinePairs() changes nothing it is given, and keeps where examples came from", () => {
  const chosen = { ...set, origin: Uint32Array.of(7, 8, 9) };
  const before = structuredClone(chosen);
  expect(combinePairs(chosen, { partner, labelOf }).origin).toEqual(before.origin);
  expect(chosen).toEqual(before);
});

test("combinePairs() puts floats together too", () => {
  const values = Float32Array.of(0.1, 0.2, 0.3);
  const floats = numberSetOf({ values, labels: Int32Array.of(1, 2, 3), shape: [1, 1] });
  const pairs = combinePairs(floats, { partner, labelOf });
  expect(pairs.dtype).toBe("f32");
  expect([...new Float32Array(pairs.images.buffer)]).toEqual([
    ...Float32Array.of(0.1, 0.3, 0.2, 0.2, 0.3, 0.1),
  ]);
});
