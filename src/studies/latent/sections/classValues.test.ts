import { expect, test } from "vitest";
import { madeUpLatent } from "../../../../test/support/madeUpLatent.ts";
import { networkNamed } from "../compare/networkNamed.ts";
import {
  betweenShare,
  betweenText,
  classAt,
  classImages,
  imagesOfClass,
  oneClassAt,
  withinCount,
} from "./classValues.ts";

const network = networkNamed(madeUpLatent({ pictureCount: 0, controls: "no" }), "no1")!;
const nothing = { ...network, classes: [] };

test("classAt() finds a layer before and after training", () => {
  expect(classAt(network, { layer: "c3", when: "trained" })?.epoch).toBe(8);
  expect(classAt(network, { layer: "c3", when: "untrained" })?.epoch).toBe(0);
  expect(classAt(nothing, { layer: "c3", when: "trained" })).toBeUndefined();
});

test("betweenShare() and withinCount() are null where nothing was found", () => {
  const place = { layer: "c6", when: "trained" } as const;
  expect(betweenShare(network, place)?.mean).toBeCloseTo(0.53);
  expect(withinCount(network, place)?.mean).toBe(10);
  expect([betweenShare(nothing, place), withinCount(nothing, place)]).toEqual([null, null]);
});

test("oneClassAt() finds a class by its label", () => {
  const place = { layer: "c6", when: "trained" } as const;
  const [first, last] = [0, 9].map((label) => oneClassAt(network, place, label)!.count!.mean);
  expect(last).toBeGreaterThan(first!);
  expect(oneClassAt(network, place, 10)).toBeUndefined();
  expect(oneClassAt(nothing, place, 0)).toBeUndefined();
});

test("imagesOfClass() is their mean number", () => {
  expect([imagesOfClass(network), imagesOfClass(nothing)]).toEqual([1000, 0]);
});

test("betweenText() says the share after training, or that it is unknown", () => {
  expect(betweenText(network, "c1")).toBe("13.0% ± 0.0%");
  expect(betweenText(nothing, "c1")).toBe("an unknown share");
});

test("classImages() is how many images there were", () => {
  expect([classImages(network), classImages(nothing)]).toEqual([10_000, 0]);
});
