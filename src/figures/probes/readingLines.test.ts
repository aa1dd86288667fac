import { expect, test } from "vitest";
import { type ReadingRow, readingLines } from "./readingLines.ts";

const row = (changes: Partial<ReadingRow>): ReadingRow => ({
  run: "one",
  seed: 0,
  epoch: 0,
  quantity: "loss",
  value: 1,
  ...changes,
});

test.each([
  [[row({})], ["loss"]],
  [[row({ layer: "conv1" })], ["conv1"]],
  [
    [row({ layer: "conv1" }), row({ layer: "conv2" })],
    ["conv1", "conv2"],
  ],
  [
    [row({ layer: "conv1", of: "cat" }), row({ layer: "conv1", of: "dog" })],
    ["conv1, cat", "conv1, dog"],
  ],
  [
    [row({}), row({ run: "two" })],
    ["one", "two"],
  ],
  [[row({ group: "both" }), row({ run: "two", group: "both" })], ["loss"]],
  [
    [row({ layer: "a" }), row({ layer: "b" }), row({ run: "two", layer: "a" })],
    ["one, a", "one, b", "two, a"],
  ],
])("readingLines() calls lines by what they differ in (%#)", (rows, names) => {
  expect(readingLines(rows).map(({ name }) => name)).toEqual(names);
});

test("readingLines() has the epochs in their order", () => {
  const [line] = readingLines([row({ epoch: 4 }), row({ epoch: 0 }), row({ epoch: 1 })]);
  expect(line!.points.map(({ epoch }) => epoch)).toEqual([0, 1, 4]);
});

test("readingLines() takes the interval of a single run from the probe, of several from their spread", () => {
  const [single] = readingLines([row({ low: 0.9, high: 1.2 })]);
  expect(single!.points[0]!.y).toEqual({ mean: 1, low: 0.9, high: 1.2, n: 1, values: [1] });
  const [both] = readingLines([
    row({ group: "g", low: 0.9, high: 1.2, chance: [0, 1] }),
    row({ group: "g", run: "two", value: 3, chance: [1, 2] }),
  ]);
  const { y, chance } = both!.points[0]!;
  expect(y.mean).toBe(2);
  expect(y.high! - y.mean).toBeCloseTo(12.706, 3);
  expect(chance).toEqual([0.5, 1.5]);
});

test("readingLines() takes the mean of the runs that have a number, and none where none has", () => {
  const rows = [
    row({ group: "g" }),
    row({ group: "g", run: "two", value: null, reason: "too few images" }),
    row({ group: "g", epoch: 1, value: null, reason: "too few images" }),
    row({ group: "g", run: "two", epoch: 1, value: null, reason: "too few images" }),
  ];
  const [first, second] = readingLines(rows)[0]!.points;
  expect(first!.y).toMatchObject({ mean: 1, n: 1, low: null });
  expect(first!.values.get("two")).toBeNull();
  expect(second!.y).toMatchObject({ mean: Number.NaN, n: 0 });
});

test("readingLines() leaves out epochs at which not all runs of a group were asked", () => {
  const asked = (run: string, epochs: readonly number[]) =>
    epochs.map((epoch) => row({ group: "g", run, epoch }));
  const epochsOf = (rows: readonly ReadingRow[]) =>
    readingLines(rows)[0]!.points.map(({ epoch }) => epoch);
  expect(epochsOf([...asked("one", [0, 1, 3, 4]), ...asked("two", [0, 1, 2, 4])])).toEqual([
    0, 1, 4,
  ]);
  expect(epochsOf([...asked("one", [1]), ...asked("two", [2])])).toEqual([1, 2]);
});
