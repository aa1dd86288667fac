import { expect, test } from "vitest";
import type { LatentBehaviour } from "../../../../test/support/latentBehaviours.ts";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { fewerImages, growthExponent, imagesNeeded, turnedLayers } from "./growthWithImages.ts";
import { networkNamed } from "./networkNamed.ts";

const given = { pictureCount: 0, epochs: 1, viewCount: 100, seeds: [0, 1] };

function counting(count: LatentBehaviour["count"], sampleCount = 10_000) {
  return networkNamed(madeUpLatent({ ...given, sampleCount }, { count }), "no1")!;
}

/** Counts with n images: n/100 in c1, 10·√(n/100) in c2, and 50 in all others; 8 before training. */
const network = counting(({ layer, images, done }) => {
  const growing = { c1: images / 100, c2: 10 * Math.sqrt(images / 100) }[String(layer)] ?? 50;
  return done === 0 ? 8 : growing;
});

test("growthExponent() is 1 in proportion, ½ as the root, and 0 where more images change nothing", () => {
  expect(growthExponent(network, { layer: "c1" })!.mean).toBeCloseTo(1, 12);
  expect(growthExponent(network, { layer: "c2" })!.mean).toBeCloseTo(0.5, 1);
  expect(growthExponent(network, { layer: "c3" })!.values).toEqual([0, 0]);
  expect(growthExponent(network, { layer: "c1", when: "untrained" })!.values).toEqual([0, 0]);
});

test("growthExponent() sets the most images beside half of them or fewer", () => {
  // 2,000 are more than half of 2,400: it is from 1,000 on that counts are compared.
  const bent = counting(({ images }) => (images >= 2000 ? 24 : 10), 2400);
  const { mean } = growthExponent(bent, { layer: "c1" })!;
  expect(mean).toBeCloseTo(1, 12);
});

test("growthExponent() has nothing of one number of images, or of dead layers", () => {
  expect(
    growthExponent(
      counting(() => 5, 100),
      { layer: "c1" },
    ),
  ).toBeNull();
  expect(
    growthExponent(
      counting(() => null),
      { layer: "c1" },
    ),
  ).toBeNull();
});

test("imagesNeeded() goes on at the last pace", () => {
  // 1 % of c1 is 327.68: 3.2768 times the count of 10,000 images.
  expect(imagesNeeded(network, "c1", 0.01)).toBeCloseTo(32_768, 6);
  expect(imagesNeeded(network, "c3", 0.01)).toBe(Number.POSITIVE_INFINITY);
  expect(imagesNeeded(network, "c3", 0.001)).toBe(10_000);
  expect(
    imagesNeeded(
      counting(() => 5, 100),
      "c1",
      0.01,
    ),
  ).toBeNull();
});

test("fewerImages() are a tenth of the most, or as few as there are", () => {
  expect(fewerImages(network)).toBe(1000);
  expect(fewerImages(counting(() => 5, 3000))).toBe(200);
  expect(fewerImages(counting(() => 5, 500))).toBe(100);
});

test("turnedLayers() change places between fewer images and the most", () => {
  // With 1,000 images c1 has 10 of 32,768 and c2 32; with 10,000 it is 100 of each, and c3 to c6 have 50.
  expect(turnedLayers(network)).toEqual([]);
  const crossing = counting(({ layer, images }) => (layer === "c1" ? images / 50 : 50));
  expect(turnedLayers(crossing)).toEqual([
    ["c2", "c1"],
    ["c3", "c1"],
    ["c4", "c1"],
  ]);
  expect(turnedLayers(counting(() => null))).toEqual([]);
});
