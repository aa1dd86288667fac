import { expect, test } from "vitest";
import {
  barDigits,
  cellOfRow,
  smallSettings,
  untrainedNetwork,
  untrainedSources,
} from "../../../../test/support/smallSequence.ts";
import { termOfLabel } from "../../../data/generated/thirdTerms.ts";
import { inMemory } from "../../../data/openImages.ts";
import { describeNetwork, splitVector } from "../../../nn/network.ts";
import type { TrainedCell } from "../../study.ts";
import { sequenceData } from "../data/cellData.ts";
import { largestError, measurePairs, type PairAnswers } from "./measurePairs.ts";

const settings = smallSettings();
const digits = barDigits(20, 23);
const sources = untrainedSources(settings, digits);

/** A network that always answers the same. */
async function sayingAlways(row: string, term: number): Promise<TrainedCell> {
  const cell = cellOfRow(row, settings);
  const { network, numbers } = untrainedNetwork(cell);
  const parts = splitVector(describeNetwork(network).parameters, numbers.parameters);
  const bias = parts.get("output.bias")!;
  bias.fill(0);
  bias[term + 9] = 1000;
  return {
    cell,
    numbers,
    history: [],
    dataset: await sequenceData(cell, sources),
    source: digits,
    backend: sources.backend,
    epochs: () => {
      throw new Error("the epochs are not asked for");
    },
  };
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

test.each(["lstm", "model2"])(
  "measurePairs() counts which answers of %s are right, and by how much they are off",
  async (row) => {
    const trained = await sayingAlways(row, 5);
    const { counts, right, errors } = measurePairs(trained);
    expect([counts.length, right.length, errors.length]).toEqual([100, 100, 55]);
    expect([sumOf(counts), sumOf(errors)]).toEqual([23, 23]);
    const { labels, concepts } = trained.dataset.test;
    labels.forEach((label, at) => {
      const pair = 10 * concepts!.first![at]! + concepts!.second![at]!;
      expect(counts[pair]).toBeGreaterThan(0);
      expect(right[pair]).toBe(termOfLabel(label) === 5 ? counts[pair] : 0);
    });
    for (let error = -largestError; error <= largestError; error++) {
      const own = [...labels].filter((label) => 5 - termOfLabel(label) === error);
      expect(errors[error + largestError]).toBe(own.length);
    }
  },
);

test("measurePairs() has room for the largest errors", async () => {
  const errorsOf = ({ errors }: PairAnswers) =>
    errors.flatMap((count, at) => (count > 0 ? [at - largestError] : []));
  const least = errorsOf(measurePairs(await sayingAlways("lstm", -9)));
  const most = errorsOf(measurePairs(await sayingAlways("lstm", 18)));
  expect(Math.min(...least)).toBeGreaterThanOrEqual(-27);
  expect(Math.max(...most)).toBeLessThanOrEqual(27);
  expect(least.every((error) => error <= 0)).toBe(true);
  expect(most.every((error) => error >= 0)).toBe(true);
});

test("measurePairs() shows the first pairs of images with what is said of them, and no numbers", async () => {
  const { examples } = measurePairs(await sayingAlways("model2", 4));
  // Digits 0 to 9, 0 to 9, 0, 1, 2: the first is paired with the last.
  expect(
    examples.map(({ first, second, third, answer }) => [first, second, third, answer]),
  ).toEqual([
    [0, 2, 4, 4],
    [1, 1, 1, 4],
    [2, 0, -2, 4],
    [3, 9, 15, 4],
  ]);
  const { images } = inMemory(digits.test);
  expect(examples[0]!.firstPixels).toEqual([...images.subarray(0, 784)]);
  expect(examples[0]!.secondPixels).toEqual([...images.subarray(-784)]);
  expect(examples[0]).toMatchObject({ height: 28, width: 28 });
  expect(measurePairs(await sayingAlways("lstm", 4)).examples).toEqual([]);
});
