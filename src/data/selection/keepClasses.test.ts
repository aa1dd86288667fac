import { expect, test } from "vitest";
import { DataError, UsageError } from "../../core/errors.ts";
import type { Dataset } from "../dataset.ts";
import type { ImagesInMemory } from "../imageSet.ts";
import { keepClasses } from "./keepClasses.ts";

const part = (labels: readonly number[]): ImagesInMemory => ({
  images: Uint8Array.from(labels.keys()),
  labels: Int32Array.from(labels),
  concepts: { animal: Int32Array.from(labels, (label) => label % 2) },
  count: labels.length,
  channels: 1,
  height: 1,
  width: 1,
});

const dataset: Dataset = {
  name: "animals",
  title: "animals",
  classes: ["black cat", "black dog", "white cat", "white dog"],
  train: part([0, 1, 2, 3, 3, 2]),
  validation: part([1, 3]),
  test: part([3, 2, 1]),
  concepts: [{ name: "animal", values: ["cat", "dog"], ofClass: [0, 1, 0, 1] }],
  generated: false,
  note: "",
};

test("keepClasses() renumbers labels, names and concepts in the order given, in all parts", () => {
  const kept = keepClasses(dataset, ["white dog", "0"]);
  expect(kept.classes).toEqual(["white dog", "black cat"]);
  expect(kept.concepts).toEqual([{ name: "animal", values: ["cat", "dog"], ofClass: [1, 0] }]);
  expect(kept.train).toMatchObject({
    images: Uint8Array.of(0, 3, 4),
    labels: Int32Array.of(1, 0, 0),
    concepts: { animal: Int32Array.of(0, 1, 1) },
    origin: Uint32Array.of(0, 3, 4),
    count: 3,
  });
  expect(kept.validation).toMatchObject({ labels: Int32Array.of(0), count: 1 });
  expect(kept.test).toMatchObject({ labels: Int32Array.of(0), count: 1 });
});

test("keepClasses() takes a name before a label", () => {
  const numbers = { ...dataset, classes: ["3", "2", "1", "0"] };
  expect(keepClasses(numbers, ["0", "1"]).train.labels).toEqual(Int32Array.of(1, 0, 0, 1));
});

test("keepClasses() makes no validation part where there is none", () => {
  const { validation: _, ...without } = dataset;
  expect("validation" in keepClasses(without, ["0", "1"])).toBe(false);
});

test("keepClasses() does not change what it is given", () => {
  const before = structuredClone(dataset);
  keepClasses(dataset, ["3", "1"]);
  expect(dataset).toEqual(before);
});

test.each([
  ["whit dog", '; did you mean "white dog"'],
  ["4", ""],
  ["-1", ""],
])("keepClasses() refuses a class that does not exist: %j", (word, hint) => {
  expect(() => keepClasses(dataset, [word, "0"])).toThrow(
    new UsageError(
      `Cannot keep class "${word}" of "animals": there is none of that name, needs the name of a class or a label from 0 to 3${hint}`,
    ),
  );
});

test.each([
  [["1"], "1 of 1 are"],
  [["1", "black dog"], "1 of 2 are"],
])("keepClasses() refuses %j", (words, are) => {
  expect(() => keepClasses(dataset, words)).toThrow(
    new UsageError(
      `Cannot keep classes ${words.join(",")} of "animals": ${are} different, needs two or more, each named once`,
    ),
  );
});

test("keepClasses() refuses noisy labels", () => {
  const { train } = dataset;
  const noise = { cleanLabels: train.labels, isNoisy: new Uint8Array(6) };
  expect(() => keepClasses({ ...dataset, train: { ...train, noise } }, ["0", "1"])).toThrow(
    new DataError(
      'Cannot keep classes of "animals": its labels are noisy, needs classes to be chosen before',
    ),
  );
});
