import { expect, test } from "vitest";
import {
  madeUpResults,
  madeUpSettings,
  mnistSummary,
} from "../../../test/support/madeUpTranslation.ts";
import { estimateOf } from "../../core/statistics.ts";
import type { LayerError } from "../../probes/movement/measureEquivariance.ts";
import type { MeasuredCell } from "../study.ts";
import type { TranslationMeasured } from "./measure.ts";
import { analyseTranslation, type RowResult } from "./results.ts";

const shifts = [
  { dx: -1, dy: 0 },
  { dx: 0, dy: 0 },
  { dx: 1, dy: 0 },
  { dx: 0, dy: 1 },
];

/** One training, asked about two images each of the classes 0, 2 and 3, and none of 1. */
function cellOf(
  seed: number,
  measured: Pick<TranslationMeasured["grid"], "answers" | "unchanged"> & {
    readonly layers: readonly LayerError[];
  },
): MeasuredCell<TranslationMeasured> {
  const { layers, ...grid } = measured;
  return {
    cell: {
      id: `lenet5-s${seed}`,
      network: "lenet5",
      options: {},
      seed,
      learningRate: 0.1,
      momentum: 0,
      epochs: 1,
      batchSize: 1,
      factors: { row: "lenet5", group: "table", title: "LeNet-5" },
    },
    history: [
      { epoch: 0, "test/accuracy": 0.1 },
      { epoch: 1, "test/accuracy": 0.5 + seed / 10 },
    ],
    measured: { grid: { shifts, classes: 4, count: 6, ...grid }, layers, examples: [] },
  };
}

const none = [0, 0, 0, 0];
const first = cellOf(0, {
  answers: [
    [...[0, 0, 2, 0], ...none, ...[0, 0, 2, 0], ...[1, 0, 0, 1]],
    [...[2, 0, 0, 0], ...none, ...[0, 0, 2, 0], ...[0, 0, 0, 2]],
    [...[1, 0, 0, 1], ...none, ...[0, 0, 0, 2], ...[0, 0, 0, 2]],
    [...[2, 0, 0, 0], ...none, ...[0, 0, 2, 0], ...[0, 0, 0, 2]],
  ],
  unchanged: [3, 6, 3, 6],
  layers: [
    { layer: "c1", dx: 1, error: 0.2 },
    { layer: "dead", dx: 1, error: null },
    { layer: "logits", dx: 1, error: null },
  ],
});
const second = cellOf(1, {
  answers: [
    [...[1, 0, 1, 0], ...none, ...[1, 0, 1, 0], ...[0, 0, 0, 2]],
    [...[2, 0, 0, 0], ...none, ...[0, 0, 1, 1], ...[0, 0, 0, 2]],
    [...[0, 0, 0, 2], ...none, ...[0, 0, 2, 0], ...[0, 0, 0, 2]],
    [...[2, 0, 0, 0], ...none, ...[0, 0, 1, 1], ...[0, 0, 0, 2]],
  ],
  unchanged: [4, 6, 4, 6],
  layers: [
    { layer: "c1", dx: 1, error: 0.4 },
    { layer: "dead", dx: 1, error: null },
    { layer: "logits", dx: 1, error: 0.5 },
  ],
});

const context = { settings: madeUpSettings(), dataset: mnistSummary };
const row = (): RowResult => analyseTranslation([first, second], context).rows[0]!;

test("analyseTranslation() counts right answers without a shift and over all shifts", () => {
  const { seeds, counts, plain, shifted } = row();
  expect(seeds).toEqual([0, 1]);
  expect(counts).toEqual([
    { seed: 0, plainRight: 6, plainCount: 6, shiftedRight: 18, shiftedCount: 24 },
    { seed: 1, plainRight: 5, plainCount: 6, shiftedRight: 18, shiftedCount: 24 },
  ]);
  expect(plain).toEqual(estimateOf([1, 5 / 6]));
  expect(shifted).toEqual(estimateOf([18 / 24, 18 / 24]));
});

test("analyseTranslation() gives accuracy and consistency for every shift", () => {
  const { accuracy, unchanged } = row();
  expect(accuracy).toEqual([
    { dx: -1, dy: 0, share: estimateOf([3 / 6, 4 / 6]) },
    { dx: 0, dy: 0, share: estimateOf([6 / 6, 5 / 6]) },
    { dx: 1, dy: 0, share: estimateOf([3 / 6, 4 / 6]) },
    { dx: 0, dy: 1, share: estimateOf([6 / 6, 5 / 6]) },
  ]);
  expect(accuracy[1]!.share).toEqual(row().plain);
  expect(unchanged[0]).toEqual({ dx: -1, dy: 0, share: estimateOf([3 / 6, 4 / 6]) });
});

test("analyseTranslation() gives accuracy by class, of classes that have images", () => {
  const { classAccuracy } = row();
  expect(new Set(classAccuracy.map(({ label }) => label))).toEqual(new Set([0, 2, 3]));
  expect(classAccuracy.filter(({ label, dy }) => label === 2 && dy === 0)).toEqual([
    { label: 2, dx: -1, dy: 0, share: estimateOf([1, 1 / 2]) },
    { label: 2, dx: 0, dy: 0, share: estimateOf([1, 1 / 2]) },
    { label: 2, dx: 1, dy: 0, share: estimateOf([0, 1]) },
  ]);
});

test("analyseTranslation() gives the share of each class answered with 2 and 3, moved sideways", () => {
  const { answers } = row();
  expect(answers).toHaveLength(2 * 3 * 3);
  expect(answers).toContainEqual({ answer: 3, label: 0, dx: 1, share: estimateOf([1 / 2, 1]) });
  expect(answers).toContainEqual({ answer: 2, label: 0, dx: -1, share: estimateOf([1, 1 / 2]) });
  expect(answers).toContainEqual({ answer: 3, label: 3, dx: 0, share: estimateOf([1, 1]) });
});

test("analyseTranslation() takes a layer's error from the seeds that have one", () => {
  expect(row().layers).toEqual([
    { layer: "c1", dx: 1, error: estimateOf([0.2, 0.4]) },
    { layer: "logits", dx: 1, error: estimateOf([0.5]) },
  ]);
});

test("analyseTranslation() keeps every seed's accuracies while it learned", () => {
  expect(row().history).toEqual([
    { seed: 0, epoch: 0, accuracy: 0.1 },
    { seed: 0, epoch: 1, accuracy: 0.5 },
    { seed: 1, epoch: 0, accuracy: 0.1 },
    { seed: 1, epoch: 1, accuracy: 0.6 },
  ]);
});

test("analyseTranslation() puts seeds together by row, in the order of the trainings", () => {
  const { rows, shifts: own, examples, mode } = madeUpResults({ seeds: [0, 1], beyond: "no" });
  expect(rows.map(({ row, group }) => `${row} ${group}`)).toEqual([
    "lenet5 table",
    "mlp table",
    "lenet5-full table",
    "pooled-mlp table",
    "biased biased",
  ]);
  expect(rows.every(({ plain }) => plain.n === 2)).toBe(true);
  expect(own).toHaveLength(55);
  expect(examples.map(({ label }) => label)).toEqual([4, 5, 2, 3]);
  expect(mode).toBe("zero");
});

test("analyseTranslation() gives results that survive JSON", () => {
  const results = madeUpResults({ seeds: [0, 1] });
  expect(JSON.parse(JSON.stringify(results))).toEqual(results);
});
