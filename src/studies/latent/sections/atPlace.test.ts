import { expect, test } from "vitest";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { networkNamed } from "../compare/networkNamed.ts";
import { ratioAt } from "../compare/ratioAt.ts";
import {
  commonImages,
  countThere,
  epochsOf,
  participationThere,
  ratioThere,
  twoNnThere,
} from "./atPlace.ts";

const network = networkNamed(madeUpLatent({ pictureCount: 0, controls: "no" }), "no1")!;

test("ratioThere() is of the outputs for test images where nothing else is said", () => {
  const place = { layer: "c2", epoch: 8, images: 10_000 } as const;
  expect(ratioThere(network, place)).toEqual(ratioAt(network, { layer: "c2" }));
  expect(ratioThere(network, { ...place, images: 7 })).toBeNull();
});

test("countThere() finds stages, parts and epochs", () => {
  const place = { layer: "c1", epoch: 8, images: 2000 } as const;
  expect(countThere(network, place)?.mean).toBeCloseTo(79, 0);
  expect(countThere(network, { ...place, stage: "convolution" })?.mean).toBeLessThan(50);
  expect(countThere(network, { ...place, part: "train" })?.mean).toBeLessThan(79);
  expect(countThere(network, { ...place, epoch: 0 })?.mean).toBe(9);
});

test("twoNnThere() and participationThere() are null where they were not asked", () => {
  const place = { layer: "c1", epoch: 8, images: 10_000 } as const;
  expect(twoNnThere(network, place)).toBeNull();
  expect(twoNnThere(network, { ...place, images: 2000 })?.n).toBe(3);
  expect(participationThere(network, { ...place, images: 7 })).toBeNull();
  expect(participationThere(network, place)?.n).toBe(3);
});

test("commonImages() is the most that all places have", () => {
  expect(commonImages(network, [{ epoch: 0 }, { epoch: 8 }])).toBe(10_000);
  expect(commonImages(network, [{ epoch: 4 }, { epoch: 8 }])).toBe(2000);
  expect(commonImages(network, [{ epoch: 5 }, { epoch: 8 }])).toBeNull();
});

test("epochsOf() has the epochs in their order", () => {
  expect(epochsOf(network)).toEqual([0, 1, 2, 4, 8]);
});
