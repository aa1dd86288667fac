import fc from "fast-check";
import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import type { ImagesInMemory } from "../imageSet.ts";
import { classSizes } from "./classSizes.ts";
import { splitOff } from "./splitOff.ts";

const sizes = [33, 21, 46];
const labels = sizes.flatMap((size, label) => new Array<number>(size).fill(label));
const set: ImagesInMemory = {
  images: Uint8Array.from({ length: 100 }, (_, index) => index),
  labels: Int32Array.from(labels),
  count: 100,
  channels: 1,
  height: 1,
  width: 1,
};
const split = (amount: number, seed = 0) => splitOff(set, { classes: 3, amount, seed });

test("splitOff() takes the same share of every class", () => {
  const { kept, splitOff: off } = split(0.1);
  // Of 3.3, 2.1 and 4.6 the last is cut most.
  expect(classSizes(off.labels, 3)).toEqual([3, 2, 5]);
  expect(classSizes(kept.labels, 3)).toEqual([30, 19, 41]);
});

test("splitOff() puts every example into one of the parts, in the order they had", () => {
  const { kept, splitOff: off } = split(0.35);
  const all = [...kept.origin!, ...off.origin!].sort((a, b) => a - b);
  expect(all).toEqual([...set.labels.keys()]);
  for (const part of [kept, off]) {
    expect([...(part.images as Uint8Array)]).toEqual([...part.origin!]);
    expect([...part.origin!]).toEqual([...part.origin!].sort((a, b) => a - b));
  }
});

test("splitOff() takes a share below 1 and a number from 1", () => {
  expect(split(0.99).splitOff.count).toBe(99);
  expect(split(1).splitOff.count).toBe(1);
  expect(split(37).splitOff.count).toBe(37);
});

test("splitOff() repeats itself, and splits otherwise with another seed", () => {
  expect(split(10, 1)).toEqual(split(10, 1));
  expect(split(10, 1).splitOff.origin).not.toEqual(split(10, 2).splitOff.origin);
});

test.each([
  [0.001, 0, 100],
  [100, 100, 0],
  [101, 101, 0],
])("splitOff() refuses to leave a part empty: %j", (amount, total, left) => {
  expect(() => split(amount)).toThrow(
    new UsageError(
      `Cannot split off ${total} of 100 examples: ${left} would be left, needs at least 1 on either side`,
    ),
  );
});

test("splitOff() takes of every class its share, rounded down or up, and in all what is asked for", () => {
  const anySizes = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(anySizes, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (sizes, amount) => {
      const labels = Int32Array.from(sizes.flatMap((size, label) => new Array(size).fill(label)));
      const count = labels.length;
      const total = Math.round(amount * count);
      fc.pre(total > 0 && total < count);
      const images = new Uint8Array(count);
      const any = { images, labels, count, channels: 1, height: 1, width: 1 };
      const { kept, splitOff: off } = splitOff(any, { classes: sizes.length, amount, seed: 0 });
      expect([off.count, kept.count]).toEqual([total, count - total]);
      const offSizes = classSizes(off.labels, sizes.length);
      for (const [label, size] of sizes.entries()) {
        const exact = (size * total) / count;
        expect(Math.abs(offSizes[label]! - exact)).toBeLessThan(1);
      }
    }),
  );
});
