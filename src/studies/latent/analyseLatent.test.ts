import { expect, test } from "vitest";
import {
  cifarSummary,
  madeUpLatent,
  madeUpLatentCells,
  madeUpLatentSettings,
} from "../../../test/support/madeUpLatent.ts";
import { estimateOf } from "../../core/statistics.ts";
import type { MeasuredCell } from "../study.ts";
import { analyseLatent } from "./analyseLatent.ts";
import type { LatentMeasured } from "./measure/measured.ts";
import { isAt, type LatentResults } from "./results.ts";

const settings = madeUpLatentSettings({ seeds: [4, 2], pictureCount: 10 });
const cells = madeUpLatentCells(settings);

const analysed = (own: readonly MeasuredCell<LatentMeasured>[]): LatentResults =>
  analyseLatent(own, { settings, dataset: cifarSummary });

const place = { layer: "c3", stage: "output", part: "test", epoch: 8, images: 10_000 } as const;

test("analyseLatent() puts seeds together by network, in the order of the trainings", () => {
  const { networks } = analysed(cells);
  expect(networks.map(({ row }) => row)).toEqual([
    "no1",
    "no2",
    "no3",
    "no4",
    "no1-shuffled",
    "no1-none",
  ]);
  expect(networks.map(({ normalisation }) => normalisation).join(" ")).toMatch(/^(batch )+none$/);
  const [first] = networks;
  expect(first).toMatchObject({ group: "table", title: "No. 1", epochs: 8 });
  expect(first!.layers).toEqual([
    { layer: "c1", dimension: 32_768 },
    { layer: "c2", dimension: 32_768 },
    { layer: "c3", dimension: 16_384 },
    { layer: "c4", dimension: 16_384 },
    { layer: "c5", dimension: 8192 },
    { layer: "c6", dimension: 8192 },
    { layer: "gap", dimension: 128 },
  ]);
});

test("analyseLatent() takes accuracies after the last epoch, and keeps those of all epochs", () => {
  const [{ accuracy, history }] = analysed(cells).networks as [LatentResults["networks"][0]];
  expect(history).toHaveLength(2 * 9);
  expect(history.map(({ seed }) => seed)).toEqual([...Array(9).fill(4), ...Array(9).fill(2)]);
  expect(history[0]!.trainLoss).toBeNaN();
  expect(history[8]!.trainLoss).toBeGreaterThan(0);
  expect(accuracy).toEqual(estimateOf([history[8]!.accuracy, history[17]!.accuracy]));
});

test("analyseLatent() has every place's values of all seeds, for each share of the variance", () => {
  const [first] = analysed(cells).networks;
  const found = first!.spreads.find((own) => isAt(own, place))!;
  const values = [cells[0]!, cells[6]!].map(
    ({ measured }) => measured.spreads.find((own) => isAt(own, place))!,
  );
  expect(found.components).toHaveLength(3);
  expect(found.components![1]).toEqual(estimateOf(values.map((own) => own.components![1]!)));
  expect(found.participationRatio!.values).toEqual(values.map((own) => own.participationRatio));
  expect(found.twoNn).toBeNull();
  expect(first!.spreads).toHaveLength(cells[0]!.measured.spreads.length);
});

test("analyseLatent() does the same with what is measured by class", () => {
  const [first] = analysed(cells).networks;
  const found = first!.classes.find((own) => isAt(own, place))!;
  expect(found.byClass.map(({ images }) => images)).toEqual(Array(10).fill(1000));
  expect(found.byClass[0]!.count!.n).toBe(2);
  expect(found.within![1]!.n).toBe(2);
  expect(found.between![1]!.values).toEqual([3, 3]);
  expect(found.betweenShare!.mean).toBeCloseTo(0.29, 12);
});

test("analyseLatent() has nothing where a layer of one seed is dead", () => {
  const { networks } = madeUpLatent(
    {},
    { count: ({ layer, seed }) => (layer === "c6" && seed === 1 ? null : 5) },
  );
  for (const { spreads, classes } of networks) {
    const dead = spreads.filter(({ layer }) => layer === "c6");
    expect(dead.every(({ components }) => components === null)).toBe(true);
    expect(dead.every(({ twoNn }) => twoNn === null)).toBe(true);
    expect(spreads.some(({ components }) => components !== null)).toBe(true);
    expect(classes.filter((own) => own.within === null).map(({ layer }) => layer)).toEqual([
      "c6",
      "c6",
    ]);
  }
});

test("analyseLatent() has the pictures of the first seed's four networks", () => {
  const { pictures, shown } = analysed(cells);
  expect(new Set(pictures.map(({ row }) => row))).toEqual(new Set(["no1", "no2", "no3", "no4"]));
  expect(pictures).toHaveLength(4 * 7 * 2 * 5);
  expect(shown!.labels).toHaveLength(10);
  expect(madeUpLatent({ pictureCount: 0 })).toMatchObject({ pictures: [], shown: null });
});
