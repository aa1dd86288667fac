import { expect, test } from "vitest";
import {
  latentCell,
  smallLatentData,
  smallLatentSettings,
} from "../../../../test/support/smallLatent.ts";
import { makeReferenceBackend } from "../../../backends/reference/reference.ts";
import { latentData } from "./cellData.ts";

const dataset = await smallLatentData(64, 16);
const sources = {
  dataset,
  backend: makeReferenceBackend(),
  trained: () => Promise.reject(new Error("asked")),
};
const dataOf = (row: string, seed = 0) =>
  latentData(latentCell(row, smallLatentSettings({ seeds: [seed] })), sources);

test("latentData() shows all other networks the study's data as they are", () => {
  for (const row of ["no1", "no2", "no3", "no4", "no1-none"]) expect(dataOf(row)).toBe(dataset);
});

test("latentData() gives training images each other's labels, and no other", () => {
  const { train } = dataOf("no1-shuffled");
  expect(train.labels).not.toEqual(dataset.train.labels);
  expect(train.labels.slice().sort()).toEqual(dataset.train.labels.slice().sort());
  expect(train.images).toBe(dataset.train.images);
  expect(train.concepts).toBe(dataset.train.concepts);
});

test("latentData() leaves test images their labels", () => {
  expect(dataOf("no1-shuffled").test).toBe(dataset.test);
});

test("latentData() says what the labels were, and which are false", () => {
  const { labels, noise } = dataOf("no1-shuffled").train;
  expect(noise!.cleanLabels).toBe(dataset.train.labels);
  labels.forEach((label, at) => {
    expect(noise!.isNoisy[at]).toBe(Number(label !== dataset.train.labels[at]));
  });
});

test("latentData() gives each seed an order of its own, the same whenever it is asked", () => {
  const labelsOf = (seed: number) => dataOf("no1-shuffled", seed).train.labels;
  expect(labelsOf(0)).toEqual(labelsOf(0));
  expect(labelsOf(0)).not.toEqual(labelsOf(1));
});
