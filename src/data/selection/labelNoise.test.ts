import { expect, test } from "vitest";
import { DataError, UsageError } from "../../core/errors.ts";
import type { ImagesInMemory } from "../imageSet.ts";
import { type LabelNoiseOptions, withLabelNoise } from "./labelNoise.ts";

const classes = Array.from({ length: 12 }, (_, label) => String(label));
const dataset = {
  name: "made up",
  classes,
  concepts: [
    { name: "shape", values: ["a", "b", "c"], ofClass: classes.map((_, k) => Math.floor(k / 4)) },
    { name: "colour", values: ["r", "g", "b", "y"], ofClass: classes.map((_, k) => k % 4) },
  ],
};
const count = 12_000;
const set: ImagesInMemory = {
  images: new Uint8Array(count),
  labels: Int32Array.from({ length: count }, (_, index) => index % 12),
  concepts: { shape: Int32Array.from({ length: count }, (_, i) => Math.floor((i % 12) / 4)) },
  count,
  channels: 1,
  height: 1,
  width: 1,
};
const usual: LabelNoiseOptions = { share: 0.5, kind: "symmetric", concept: "any", seed: 0 };
const noisy = (options: Partial<LabelNoiseOptions> = {}) =>
  withLabelNoise(set, dataset, { ...usual, ...options });
const sumOf = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0);

test.each([
  [0, 0],
  [0.29, 3480],
  [0.33333, 3999],
  [1, 12_000],
])("withLabelNoise() makes exactly the whole part of a share false: %d", (share, falseOnes) => {
  const { labels, noise } = noisy({ share });
  expect(sumOf(noise!.isNoisy)).toBe(falseOnes);
  labels.forEach((label, index) => {
    expect(label !== set.labels[index]).toBe(noise!.isNoisy[index] === 1);
  });
});

test("withLabelNoise() keeps clean labels, images and concepts, and changes nothing it is given", () => {
  const before = structuredClone(set);
  const { labels: _, noise, ...rest } = noisy();
  const { labels, ...others } = before;
  expect(noise!.cleanLabels).toEqual(labels);
  expect(rest).toEqual(others);
  expect(set).toEqual(before);
});

test("withLabelNoise() makes every false class as likely", () => {
  const { labels } = noisy({ share: 1 });
  const counts = new Array<number>(144).fill(0);
  labels.forEach((label, index) => {
    counts[12 * set.labels[index]! + label]! += 1;
  });
  // 1000 examples of each class fall on 11 others: 90.9 with a deviation of 9.1.
  const off = counts.filter((_, cell) => Math.floor(cell / 12) !== cell % 12);
  expect(Math.min(...off)).toBeGreaterThan(55);
  expect(Math.max(...off)).toBeLessThan(130);
  const chiSquared = off.reduce((sum, n) => sum + (n - 1000 / 11) ** 2 / (1000 / 11), 0);
  // 120 degrees of freedom: 120 with a deviation of 15.5.
  expect(chiSquared).toBeGreaterThan(70);
  expect(chiSquared).toBeLessThan(180);
});

test("withLabelNoise() makes one concept false and leaves the other", () => {
  for (const [concept, wrong, right] of [
    ["shape", (k: number) => Math.floor(k / 4), (k: number) => k % 4],
    ["colour", (k: number) => k % 4, (k: number) => Math.floor(k / 4)],
  ] as const) {
    const { labels, noise } = noisy({ concept });
    const falseOnes = [...labels.keys()].filter((index) => noise!.isNoisy[index]);
    expect(falseOnes.every((i) => wrong(labels[i]!) !== wrong(set.labels[i]!))).toBe(true);
    expect(falseOnes.every((i) => right(labels[i]!) === right(set.labels[i]!))).toBe(true);
  }
});

test("withLabelNoise() makes all concepts false", () => {
  const { labels } = noisy({ concept: "all", share: 1 });
  expect(labels.every((k, i) => k % 4 !== set.labels[i]! % 4)).toBe(true);
  expect(labels.every((k, i) => Math.floor(k / 4) !== Math.floor(set.labels[i]! / 4))).toBe(true);
});

test("withLabelNoise() of any concept leaves one right as often as chance has it", () => {
  const { labels } = noisy({ share: 1 });
  const sameColour = labels.filter((k, i) => k % 4 === set.labels[i]! % 4).length;
  // 2 of 11 false classes have the same colour.
  expect(sameColour / count).toBeCloseTo(2 / 11, 1.5);
});

test("withLabelNoise() pairs each class with the next, after the last the first", () => {
  const { labels } = noisy({ share: 1, kind: "pair" });
  expect(labels).toEqual(set.labels.map((label) => (label + 1) % 12));
});

test("withLabelNoise() only adds when the share grows", () => {
  const [less, more] = [noisy({ share: 0.2 }), noisy({ share: 0.6 })];
  less.noise!.isNoisy.forEach((flag, index) => {
    if (flag) expect(more.labels[index]).toBe(less.labels[index]);
  });
});

test("withLabelNoise() repeats itself, and errs otherwise with another seed", () => {
  expect(noisy({ seed: 4 })).toEqual(noisy({ seed: 4 }));
  expect(noisy({ seed: 4 }).noise).not.toEqual(noisy({ seed: 5 }).noise);
});

test("withLabelNoise() refuses labels that are noisy already", () => {
  expect(() => withLabelNoise(noisy(), dataset, usual)).toThrow(
    new DataError(
      'Cannot make label noise in "made up": its labels are noisy already, needs clean ones',
    ),
  );
});

test("withLabelNoise() refuses classes that nothing could be mistaken for", () => {
  const diagonal = {
    name: "matched",
    classes: ["red a", "blue b"],
    concepts: [
      { name: "shape", values: ["a", "b"], ofClass: [0, 1] },
      { name: "colour", values: ["red", "blue"], ofClass: [0, 1] },
    ],
  };
  const two = { ...set, labels: set.labels.map((label) => label % 2) };
  expect(() => withLabelNoise(two, diagonal, { ...usual, concept: "colour" })).toThrow(
    /^Cannot make label noise in "matched": with "colour" wrong there is no class that "(red a|blue b)" could be mistaken for, needs another noiseConcept$/,
  );
  expect(() => withLabelNoise(two, diagonal, { ...usual, concept: "colour" })).toThrow(UsageError);
});

test("withLabelNoise() refuses a single class", () => {
  const one = { ...set, labels: new Int32Array(count) };
  expect(() => withLabelNoise(one, { name: "zeros", classes: ["0"] }, usual)).toThrow(
    new UsageError('Cannot make label noise in "zeros": it has 1 class, needs two or more'),
  );
});
