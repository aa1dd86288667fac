import { expect, test } from "vitest";
import { UsageError } from "../../core/errors.ts";
import { type GivenSettings, resolveSettings } from "../../core/settings.ts";
import type { Dataset } from "../dataset.ts";
import type { ImagesInMemory } from "../imageSet.ts";
import { applySelection } from "./applySelection.ts";
import { classSizes } from "./classSizes.ts";
import { selectionSettings } from "./selectionSettings.ts";

const part = (count: number): ImagesInMemory => ({
  images: new Uint8Array(count),
  labels: Int32Array.from({ length: count }, (_, index) => index % 4),
  count,
  channels: 1,
  height: 1,
  width: 1,
});

const dataset: Dataset = {
  name: "made-up",
  title: "made up",
  classes: ["a", "b", "c", "d"],
  train: part(400),
  test: part(40),
  generated: true,
  note: "All of it is made up",
};

const applied = (given: GivenSettings, to = dataset) =>
  applySelection(to, resolveSettings("made-up", selectionSettings, { given }));

test("applySelection() gives the data set back when nothing is asked for", () => {
  expect(applied({})).toBe(dataset);
  expect(applied({ dataSeed: "7" })).toBe(dataset);
});

test("applySelection() keeps classes in all parts", () => {
  const kept = applied({ keepClasses: "d, b" });
  expect(kept.classes).toEqual(["d", "b"]);
  expect([kept.train.count, kept.test.count]).toEqual([200, 20]);
  expect(kept.note).toBe("All of it is made up. Only classes d, b (dataSeed 0)");
});

test("applySelection() takes so many training images of each class, and tests on all", () => {
  const chosen = applied({ perClass: "7", dataSeed: "2" });
  expect(classSizes(chosen.train.labels, 4)).toEqual([7, 7, 7, 7]);
  expect(chosen.test).toBe(dataset.test);
  expect(chosen.note).toBe("All of it is made up. 7 training images of each class (dataSeed 2)");
});

test("applySelection() makes a long tail, of the size that perClass says", () => {
  expect(classSizes(applied({ imbalance: "8" }).train.labels, 4)).toEqual([100, 50, 25, 12]);
  const small = applied({ imbalance: "8", perClass: "16" });
  expect(classSizes(small.train.labels, 4)).toEqual([16, 8, 4, 2]);
  expect(small.note).toBe(
    "All of it is made up. Training images of the classes in a long tail, imbalance 8 (dataSeed 0)",
  );
});

test("applySelection() leaves an empty class out of a long tail, but not out of so many of each", () => {
  const five = { ...dataset, classes: ["a", "b", "c", "d", "e"] };
  expect(classSizes(applied({ imbalance: "16" }, five).train.labels, 5)).toEqual([
    100, 50, 25, 12, 0,
  ]);
  expect(() => applied({ perClass: "1" }, five)).toThrow(
    new UsageError("Cannot choose examples of class 4: it has 0, needs at least 1"),
  );
});

test("applySelection() sets validation images aside before labels become noisy", () => {
  const split = applied(
    { validation: "0.25", labelNoise: "0.1", perClass: "40" },
    { ...dataset, note: "" },
  );
  expect([split.train.count, split.validation!.count]).toEqual([120, 40]);
  expect(split.train.noise!.isNoisy.reduce((sum, flag) => sum + flag, 0)).toBe(12);
  expect(split.validation!.noise).toBeUndefined();
  expect(split.test.noise).toBeUndefined();
  expect(split.note).toBe(
    "40 training images of each class; 25% of the training images set aside for validation; 10% of the training labels false, symmetric (dataSeed 0)",
  );
  expect(new Set([...split.train.origin!, ...split.validation!.origin!]).size).toBe(160);
});

test("applySelection() says what false labels are wrong in", () => {
  const concepts = [{ name: "size", values: ["small", "large"], ofClass: [0, 1, 0, 1] }];
  const sized = { ...dataset, concepts, note: "" };
  expect(
    applied({ labelNoise: "0.125", noiseKind: "pair", noiseConcept: "size" }, sized).note,
  ).toBe("12.5% of the training labels false, pair, wrong in size (dataSeed 0)");
  expect(applied({ labelNoise: "1", noiseConcept: "all" }, sized).note).toBe(
    "100% of the training labels false, symmetric, wrong in every concept (dataSeed 0)",
  );
});

test("applySelection() refuses a second validation set", () => {
  expect(() => applied({ validation: "10" }, { ...dataset, validation: part(8) })).toThrow(
    new UsageError(
      'Cannot set 10 aside for validation: "made-up" has 8 validation images already, needs validation=0',
    ),
  );
});

test.each([
  ["keepClasses", "3,,5", "names or labels such as 3,5,7"],
  ["imbalance", "0.5", "a number from 1 to 1000000"],
  ["labelNoise", "1.1", "a number from 0 to 1"],
  ["noiseKind", "any", '"symmetric" or "pair"'],
])("selectionSettings refuses %s=%s", (key, given, needs) => {
  expect(() => applied({ [key]: given })).toThrow(
    new UsageError(`Cannot set ${key} of "made-up": "${given}" was given, needs ${needs}`),
  );
});
