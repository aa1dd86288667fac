import { resolve } from "node:path";
import { expect, test } from "vitest";
import { isHere } from "../../../test/support/isHere.ts";
import { UsageError } from "../../core/errors.ts";
import type { LoadOptions } from "../dataSource.ts";
import type { Dataset } from "../dataset.ts";
import { dataFolders } from "../folders.ts";
import { loadDataset } from "../loadDataset.ts";
import { inMemory } from "../openImages.ts";
import { mnist } from "../sets/mnist.ts";
import { type ArithmeticPairsOptions, arithmeticPairs } from "./arithmeticPairs.ts";
import { generatedDigits } from "./generatedDigits.ts";

const unasked = { trainCount: undefined, testCount: undefined };

/** Generated digits, few of them where no more are asked for. */
async function load(
  _: string,
  { trainCount = 100, testCount = 21, options = {} }: LoadOptions = {},
) {
  const counts = { trainCount, testCount };
  return generatedDigits.make({ options: { dataSeed: 0, ...options }, ...counts, load });
}

const usual = { base: "generated-digits", dataSeed: 0 } as const;

const make = (
  counts: { trainCount: number | undefined; testCount: number | undefined },
  options: Partial<ArithmeticPairsOptions> = {},
) => arithmeticPairs.make({ options: { ...usual, ...options }, ...counts, load });

test("arithmeticPairs divides the training digits 70 : 30 and keeps the test digits", async () => {
  const { train, validation, test: unseen } = await make(unasked);
  expect([train.count, validation?.count, unseen.count]).toEqual([70, 30, 21]);
  expect(validation?.origin?.[0]).toBe(70);
});

test("arithmeticPairs has as many pairs as are asked for", async () => {
  const { train, validation, test: unseen } = await make({ trainCount: 42, testCount: 5 });
  expect([train.count, validation?.count, unseen.count]).toEqual([42, 18, 5]);
});

test("arithmeticPairs divides the first of published digits likewise, up to all of them", async () => {
  const published = { base: "mnist" } as const;
  const some = await make({ trainCount: 42, testCount: 5 }, published);
  expect([some.train.count, some.validation?.count, some.test.count]).toEqual([42, 18, 5]);
  const all = await make({ trainCount: 70, testCount: undefined }, published);
  expect([all.train.count, all.validation?.count]).toEqual([70, 30]);
});

test("arithmeticPairs refuses more than the digits give, in the numbers of who asks", async () => {
  const asked = { trainCount: 71, testCount: undefined };
  await expect(make(asked, { base: "mnist" })).rejects.toThrow(
    new UsageError(
      'Cannot load data set "arithmetic-pairs": trainCount = 71, needs a whole number from 1 to 70',
    ),
  );
  await expect(loadDataset("arithmetic-pairs", { trainCount: 700_001 })).rejects.toThrow(
    new UsageError(
      'Cannot load data set "arithmetic-pairs": trainCount = 700001, needs a whole number from 1 to 700000',
    ),
  );
});

test("arithmeticPairs has other digits with another seed", async () => {
  const imagesOf = async (dataSeed: number) =>
    inMemory((await make(unasked, { dataSeed })).test).images;
  expect(await imagesOf(1)).toEqual(await imagesOf(1));
  expect(await imagesOf(1)).not.toEqual(await imagesOf(0));
});

test("arithmeticPairs pairs each digit with that of the reversed order", async () => {
  const { test: pairs } = await make(unasked);
  const digits = inMemory((await load("generated-digits")).test);
  const { images } = inMemory(pairs);
  expect(pairs).toMatchObject({ channels: 2, height: 28, width: 28 });
  for (let i = 0; i < 21; i++) {
    const [first, second] = [2 * i, 2 * i + 1].map((n) => images.subarray(784 * n, 784 * (n + 1)));
    expect(first).toEqual(digits.images.subarray(784 * i, 784 * (i + 1)));
    expect(second).toEqual(digits.images.subarray(784 * (20 - i), 784 * (21 - i)));
  }
  expect(pairs.concepts?.first).toEqual(digits.labels);
  expect(pairs.concepts?.second).toEqual(digits.labels.slice().reverse());
});

test("arithmeticPairs is labelled with the third term", async () => {
  const dataset: Dataset = await make(unasked);
  const { labels, concepts } = dataset.train;
  expect(dataset.classes).toHaveLength(28);
  expect([dataset.classes[0], dataset.classes[27]]).toEqual(["-9", "18"]);
  labels.forEach((label, i) => {
    const third = 2 * concepts!.second![i]! - concepts!.first![i]!;
    expect(dataset.classes[label]).toBe(String(third));
  });
});

test("arithmeticPairs tells what its digits are", async () => {
  expect(await make(unasked)).toMatchObject({
    title: "arithmetic pairs of generated digits",
    generated: true,
    note: "The class is the third term of an arithmetic sequence, 2 · second − first. The program drew these digits itself: results on them are not results on MNIST",
    concepts: [
      { name: "first", values: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] },
      { name: "second", values: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] },
    ],
  });
});

const roots = [...dataFolders(), resolve(import.meta.dirname, "../../../../shared/data")];

test("arithmeticPairs of MNIST are as many as the source has", async (context) => {
  if (!isHere(mnist, roots)) context.skip(`MNIST is in none of ${roots.join(", ")}`);
  const options = { base: "mnist" };
  const {
    train,
    validation,
    test: unseen,
  } = await loadDataset("arithmetic-pairs", { options }, roots);
  expect([train.count, validation?.count, unseen.count]).toEqual([42_000, 18_000, 10_000]);
  // The first two digits of the training set are 5 and 0.
  expect([...train.concepts!.first!.subarray(0, 2)]).toEqual([5, 0]);
  expect([...train.concepts!.second!.subarray(-2)]).toEqual([0, 5]);
});
