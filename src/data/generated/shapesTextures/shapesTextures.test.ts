import { expect, test } from "vitest";
import { UsageError } from "../../../core/errors.ts";
import { resolveSettings } from "../../../core/settings.ts";
import { dataFingerprint, fingerprintOf } from "../../fingerprint.ts";
import type { ImagesInMemory } from "../../imageSet.ts";
import { inMemory } from "../../openImages.ts";
import { firstExamples } from "../../selectExamples.ts";
import { type ShapesTexturesOptions, shapesTextures } from "./shapesTextures.ts";

const load = () => Promise.reject(new Error("shapes and textures need no other data"));
const usual: ShapesTexturesOptions = {
  label: "both",
  pairing: "independent",
  testPairing: "independent",
  imageSize: 32,
  dataSeed: 0,
};

async function make(options: Partial<ShapesTexturesOptions>, trainCount = 128, testCount = 64) {
  const request = { options: { ...usual, ...options }, trainCount, testCount, load };
  const dataset = await shapesTextures.make(request);
  return { ...dataset, train: inMemory(dataset.train), test: inMemory(dataset.test) };
}

/** How often each shape comes with each texture. Shape: [8, 8] */
function countsOf({ concepts }: ImagesInMemory): number[][] {
  const counts = Array.from({ length: 8 }, () => new Array<number>(8).fill(0));
  concepts!.shape!.forEach((shape, i) => {
    counts[shape]![concepts!.texture![i]!]! += 1;
  });
  return counts;
}

test("shapesTextures makes colour images of the size asked for", async () => {
  const { train } = await make({ imageSize: 48 }, 3, 2);
  expect(train).toMatchObject({ count: 3, channels: 3, height: 48, width: 48 });
  expect(train.images).toHaveLength(3 * 3 * 48 * 48);
});

test("shapesTextures has every pair equally often when they are independent", async () => {
  const { train, test: unseen } = await make({});
  expect(countsOf(train)).toEqual(new Array(8).fill(new Array(8).fill(2)));
  expect(countsOf(unseen)).toEqual(new Array(8).fill(new Array(8).fill(1)));
});

test("shapesTextures pairs each shape with its own texture, or with any but its own", async () => {
  const options = { label: "shape", pairing: "matched", testPairing: "conflict" } as const;
  const { train, test: unseen } = await make(options, 80, 112);
  const diagonal = (on: number, off: number) =>
    Array.from({ length: 8 }, (_, s) => Array.from({ length: 8 }, (_, t) => (s === t ? on : off)));
  expect(countsOf(train)).toEqual(diagonal(10, 0));
  expect(countsOf(unseen)).toEqual(diagonal(0, 2));
});

test.each([
  ["shape", 8, (shape: number) => shape],
  ["texture", 8, (_: number, texture: number) => texture],
  ["both", 64, (shape: number, texture: number) => 8 * shape + texture],
] as const)("shapesTextures labels by %s, with a name for each class", async (label, count, of) => {
  const { train, classes, concepts } = await make({ label });
  expect(new Set(classes).size).toBe(count);
  train.labels.forEach((value, i) => {
    expect(value).toBe(of(train.concepts!.shape![i]!, train.concepts!.texture![i]!));
  });
  for (const { name, ofClass } of concepts!) {
    if (!ofClass) continue;
    expect(ofClass).toHaveLength(count);
    train.labels.forEach((value, i) => {
      expect(ofClass[value]).toBe(train.concepts![name]![i]);
    });
  }
  expect(concepts!.map(({ ofClass }) => ofClass !== undefined)).toEqual([
    label !== "texture",
    label !== "shape",
  ]);
});

test("shapesTextures gives classes both cues where each shape has its own texture", async () => {
  const { concepts, classes } = await make({ label: "shape", pairing: "matched" });
  expect(concepts!.map(({ ofClass }) => ofClass)).toEqual([
    [...classes.keys()],
    [...classes.keys()],
  ]);
});

test("shapesTextures does not change examples when more are made", async () => {
  const [few, many] = [(await make({}, 70)).train, (await make({}, 200)).train];
  expect(fingerprintOf(firstExamples(many, 70))).toBe(fingerprintOf(few));
});

test("shapesTextures repeats itself; seed and part make other images", async () => {
  const [one, again, other] = await Promise.all(
    [0, 0, 1].map((dataSeed) => make({ dataSeed }, 64)),
  );
  expect(dataFingerprint(again!)).toEqual(dataFingerprint(one!));
  const { train, test: unseen } = dataFingerprint(one!);
  expect(new Set([train, unseen, fingerprintOf(other!.train)]).size).toBe(3);
});

test("shapesTextures shows neither shape nor texture in how bright or colourful an image is", async () => {
  const { train } = await make({}, 2048);
  const size = 3 * 32 * 32;
  const means = Array.from({ length: 2048 }, (_, i) => {
    const image = train.images.subarray(i * size, (i + 1) * size);
    return image.reduce((sum, value) => sum + value, 0) / size;
  });
  for (const values of [train.concepts!.shape!, train.concepts!.texture!]) {
    const byValue = Array.from({ length: 8 }, (_, value) => {
      const own = means.filter((_, i) => values[i] === value);
      return own.reduce((sum, mean) => sum + mean, 0) / own.length;
    });
    // The means vary with a deviation of about 15, those of 256 images with about 1.
    expect(Math.max(...byValue) - Math.min(...byValue)).toBeLessThan(6);
  }
});

test("shapesTextures says what labels tell and what comes with what", async () => {
  const { note } = await make({ label: "shape", pairing: "matched", testPairing: "conflict" });
  expect(note).toBe(
    "Labels tell the shape: in training each shape has its own texture, in the test each shape has any texture but its own",
  );
  expect((await make({})).note).toBe(
    "Labels tell shape and texture: in training each shape has any texture, as in the test",
  );
});

test("shapesTextures tests as usual whether a network goes by shape", () => {
  expect(resolveSettings("shapes-textures", shapesTextures.settings, { given: {} })).toEqual({
    label: "shape",
    pairing: "matched",
    testPairing: "conflict",
    imageSize: 32,
    dataSeed: 0,
  });
  const given = { imageSize: "225" };
  expect(() => resolveSettings("shapes-textures", shapesTextures.settings, { given })).toThrow(
    new UsageError(
      'Cannot set imageSize of "shapes-textures": "225" was given, needs a whole number from 16 to 224',
    ),
  );
});
