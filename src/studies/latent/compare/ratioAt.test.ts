import { expect, test } from "vitest";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { networkNamed } from "./networkNamed.ts";
import {
  countAt,
  dimensionOf,
  directionsOf,
  imageNumbers,
  largestCount,
  largestRatio,
  mostImages,
  mostImagesOfAllShares,
  ratioAt,
  spreadAt,
} from "./ratioAt.ts";

const given = { pictureCount: 0, epochs: 2, sampleCount: 1500, viewCount: 300, seeds: [0, 1] };

/** Counts that tell where they are from. */
const results = madeUpLatent(given, {
  count: ({ seed, done, images, stage, part, layer }) =>
    layer === "c6"
      ? null
      : images / 100 + 20 * done + seed + (stage === "output" && part === "test" ? 0 : 50),
});
const network = networkNamed(results, "no1")!;

test("imageNumbers() are those of outputs for test images, the smallest first", () => {
  expect(imageNumbers(network)).toEqual([100, 200, 300, 500, 1000, 1500]);
  expect(mostImages(network)).toBe(1500);
  expect(mostImages({ ...network, spreads: [] })).toBe(0);
});

test("countAt() is that of most test images after training, where nothing else is said", () => {
  expect(countAt(network, { layer: "c1" })!.values).toEqual([35, 36]);
  expect(countAt(network, { layer: "c1", when: "untrained" })!.values).toEqual([15, 16]);
  expect(countAt(network, { layer: "c1", images: 200 })!.values).toEqual([22, 23]);
  expect(countAt(network, { layer: "c1", share: 0.8 })!.values).toEqual([70, 72]);
});

test("countAt() is that of most images of which the share was counted, where nothing else is said", () => {
  const many = madeUpLatent(
    { ...given, sampleCount: 10_000 },
    { count: ({ images }) => images / 100 },
  );
  const own = networkNamed(many, "no1")!;
  expect([mostImages(own), mostImagesOfAllShares(own)]).toEqual([10_000, 2000]);
  expect(countAt(own, { layer: "c1", share: 0.8 })!.mean).toBe(200);
  expect(countAt(own, { layer: "c1", share: 0.9 })!.mean).toBe(90);
  expect(countAt(own, { layer: "c1", share: 0.9, images: 10_000 })).toBeNull();
  expect(mostImagesOfAllShares({ ...own, spreads: [] })).toBe(0);
});

test("countAt() has nothing of dead layers, nor of what was not measured", () => {
  expect(countAt(network, { layer: "c6" })).toBeNull();
  expect(countAt(network, { layer: "c1", images: 123 })).toBeNull();
  expect(spreadAt(network, { layer: "c1", images: 123 })).toBeUndefined();
});

test("ratioAt() divides by the layer's dimension", () => {
  expect(dimensionOf(network, "c3")).toBe(16_384);
  expect(ratioAt(network, { layer: "c3" })!.values).toEqual([35 / 16_384, 36 / 16_384]);
  expect(ratioAt(network, { layer: "c6" })).toBeNull();
});

test("directionsOf() is what n images can span, and no more than the dimension", () => {
  expect(directionsOf(network, { layer: "c1" })).toBe(1499);
  expect(directionsOf(network, { layer: "gap" })).toBe(128);
});

test("largestCount() and largestRatio() are those of directions that all vary alike", () => {
  expect(largestCount(network, { layer: "c1" })).toBe(1050); // 1049.3
  expect(largestCount(network, { layer: "c1", images: 101 })).toBe(70);
  expect(largestRatio(network, { layer: "c1", images: 101 })).toBe(70 / 32_768);
  expect(largestRatio(network, { layer: "gap" })).toBe(90 / 128);
});
