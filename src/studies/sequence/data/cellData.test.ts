import { expect, test } from "vitest";
import {
  barDigits,
  cellOfRow,
  smallSettings,
  untrainedSources,
} from "../../../../test/support/smallSequence.ts";
import { makeReferenceBackend } from "../../../backends/reference/reference.ts";
import { DataError } from "../../../core/errors.ts";
import type { Dataset } from "../../../data/dataset.ts";
import { termOfLabel, thirdTerms } from "../../../data/generated/thirdTerms.ts";
import type { ImageSet } from "../../../data/imageSet.ts";
import { inMemory } from "../../../data/openImages.ts";
import { cellId } from "../cells.ts";
import { sequenceData } from "./cellData.ts";
import { digitOutputs } from "./outputs.ts";

const settings = smallSettings({ seeds: [4], batchSize: 5 });
const digits = barDigits(50, 13);
const sources = untrainedSources(settings, digits);

/** 35 of the 50 training digits are learned from. */
const dataOf = (row: string) => sequenceData(cellOfRow(row, settings), sources);

function floatsOf(set: ImageSet): Float32Array {
  const { images } = inMemory(set);
  return new Float32Array(images.buffer, images.byteOffset, images.byteLength / 4);
}

test("sequenceData() shows CNN1 the digits in their order, and CNN2 in the reversed one", async () => {
  const [one, two] = [await dataOf("cnn1"), await dataOf("cnn2")];
  expect([one.train.count, one.test.count, one.validation]).toEqual([35, 13, undefined]);
  expect([...one.train.labels]).toEqual([...digits.train.labels.subarray(0, 35)]);
  expect(one.test).toBe(digits.test);
  for (const part of ["train", "test"] as const) {
    expect([...two[part].labels]).toEqual([...one[part].labels].reverse());
    const [images, turned] = [inMemory(one[part]).images, inMemory(two[part]).images];
    expect(turned.subarray(0, 784)).toEqual(images.subarray(-784));
  }
  expect(two.classes).toEqual(digits.classes);
});

test("sequenceData() shows model-2 image i with image N - 1 - i, and what comes third", async () => {
  const { train, test: asked, classes, concepts } = await dataOf("model2");
  expect(classes).toEqual(thirdTerms);
  expect(concepts).toEqual([
    { name: "first", values: digits.classes },
    { name: "second", values: digits.classes },
  ]);
  expect(train).toMatchObject({ count: 35, channels: 2, height: 28, width: 28 });
  // Digits 0 to 34 end with 4.
  expect([train.concepts?.first?.[0], train.concepts?.second?.[0]]).toEqual([0, 4]);
  expect(termOfLabel(train.labels[0]!)).toBe(8);
  expect([...asked.concepts!.second!]).toEqual([...digits.test.labels].reverse());
});

test("sequenceData() tells the LSTM what the CNNs of the same seed say", async () => {
  const { train, test: asked } = await dataOf("lstm-logits");
  expect(train).toMatchObject({ count: 35, channels: 2, height: 10, width: 1, dtype: "f32" });
  const [first, second] = await Promise.all(
    ["cnn1", "cnn2"].map(async (row) =>
      digitOutputs(await sources.trained(cellId(row, 4)), makeReferenceBackend()),
    ),
  );
  expect(floatsOf(asked).slice(0, 10)).toEqual(first!(digits.test).slice(0, 10));
  expect(floatsOf(asked).slice(10, 20)).toEqual(second!(digits.test).slice(-10));
});

test("sequenceData() gives the LSTM the same pairs as model-2, however it is told them", async () => {
  const { train, test: asked } = await dataOf("model2");
  for (const row of ["lstm", "lstm-soft", "lstm-logits", "lstm-value", "lstm-true"]) {
    const own = await dataOf(row);
    expect([own.train.labels, own.test.labels]).toEqual([train.labels, asked.labels]);
    expect([own.train.concepts, own.test.concepts]).toEqual([train.concepts, asked.concepts]);
  }
});

test("sequenceData() tells the truth without asking any CNN", async () => {
  const trained = () => Promise.reject(new Error("asked"));
  const { test: asked } = await sequenceData(cellOfRow("lstm-true", settings), {
    ...sources,
    trained,
  });
  const told = floatsOf(asked);
  asked.concepts!.first!.forEach((digit, at) => {
    expect(told.subarray(20 * at, 20 * at + 10).indexOf(1)).toBe(digit);
  });
});

test("sequenceData() pairs training digits at random, each coming first once, and tests with the usual pairs", async () => {
  const [usual, random] = [await dataOf("lstm-true"), await dataOf("lstm-random")];
  const { first, second } = random.train.concepts!;
  expect(first).toEqual(usual.train.concepts!.first);
  expect(second).not.toEqual(usual.train.concepts!.second);
  expect([...second!].sort()).toEqual([...first!].sort());
  expect(random.test.labels).toEqual(usual.test.labels);
  expect((await dataOf("lstm-random")).train.labels).toEqual(random.train.labels);
});

test("sequenceData() leaves out training pairs after which no digit comes, and no test pairs", async () => {
  const [usual, only] = [await dataOf("lstm"), await dataOf("lstm-digits")];
  const termsOf = ({ train }: Dataset) => [...train.labels].map(termOfLabel);
  const isDigit = (term: number) => term >= 0 && term <= 9;
  expect(termsOf(only)).toEqual(termsOf(usual).filter(isDigit));
  expect(termsOf(only).length).toBeLessThan(35);
  expect(only.test.labels).toEqual(usual.test.labels);
});

test("sequenceData() shows pairs more than once where they do not fill a batch", async () => {
  const [only, few] = await Promise.all(
    [5, 40].map((batchSize) =>
      sequenceData(cellOfRow("lstm-digits", { ...settings, batchSize }), sources),
    ),
  );
  const count = only!.train.count;
  expect([count < 35, few!.train.count]).toEqual([true, 40]);
  expect(few!.train.labels.subarray(0, count)).toEqual(only!.train.labels);
  expect(few!.train.labels.subarray(count, 40)).toEqual(few!.train.labels.subarray(0, 40 - count));
});

test("sequenceData() refuses data that are not ten digits", async () => {
  const two = { ...digits, name: "twins", classes: ["0", "1"] };
  await expect(
    sequenceData(cellOfRow("cnn1", settings), { ...sources, dataset: two }),
  ).rejects.toThrow(
    new DataError('Cannot make sequences of "twins": it has 2 classes, needs the 10 digits'),
  );
});
