import { expect, test } from "vitest";
import {
  madeUpSequence,
  madeUpSequenceCells,
  madeUpSequenceSettings,
} from "../../../test/support/madeUpSequence.ts";
import { mnistSummary } from "../../../test/support/madeUpTranslation.ts";
import { estimateOf } from "../../core/statistics.ts";
import type { MeasuredCell } from "../study.ts";
import type { SequenceMeasured } from "./measure/measure.ts";
import { largestError, type PairAnswers } from "./measure/measurePairs.ts";
import { analyseSequence, type RowResult, type SequenceResults } from "./results.ts";

const settings = madeUpSequenceSettings({ seeds: [0, 1] });
const cells = madeUpSequenceCells(settings);

const analysed = (own: readonly MeasuredCell<SequenceMeasured>[]): SequenceResults =>
  analyseSequence(own, { settings, dataset: mnistSummary });

const rowOf = (row: string, results = analysed(cells)): RowResult =>
  results.rows.find((own) => own.row === row)!;

/** Answers to two pairs 0, 1, one of 0, 9 and one of 9, 9. */
function answersOf(right: readonly [number, number, number]): PairAnswers {
  const places = [1, 9, 99];
  const counts = new Array<number>(100).fill(0);
  const hits = new Array<number>(100).fill(0);
  const errors = new Array<number>(2 * largestError + 1).fill(0);
  places.forEach((place, at) => {
    counts[place] = at === 0 ? 2 : 1;
    hits[place] = right[at]!;
  });
  const all = right[0] + right[1] + right[2];
  errors[largestError] = all;
  errors[largestError - 3] = 4 - all;
  return { counts, right: hits, errors, examples: [] };
}

/** The same cells, of which the LSTM's have these answers. */
function answering(answers: readonly PairAnswers[]): SequenceResults {
  return analysed(
    cells.map((own) =>
      own.cell.factors.row === "lstm"
        ? { ...own, measured: { cnns: [], pairs: answers[Number(own.cell.factors.repetition)]! } }
        : own,
    ),
  );
}

test("analyseSequence() puts seeds together by row, in the order of the trainings", () => {
  const { rows } = analysed(cells);
  expect(rows.map(({ row }) => row)).toEqual(
    cells.slice(0, cells.length / 2).map(({ cell }) => cell.factors.row),
  );
  expect(rows.every(({ accuracy }) => accuracy.n === 2)).toBe(true);
});

test("analyseSequence() takes accuracies after the last epoch, and keeps those of all epochs", () => {
  const { accuracy, history, epochs } = rowOf("lstm");
  const own = cells.filter(({ cell }) => cell.factors.row === "lstm");
  expect(accuracy).toEqual(estimateOf(own.map((cell) => cell.history.at(-1)!["test/accuracy"])));
  expect(history).toHaveLength(2 * (epochs + 1));
  expect(history.at(-1)).toEqual({ seed: 1, epoch: epochs, accuracy: accuracy.values[1] });
});

test("analyseSequence() says of every row what it was", () => {
  expect(rowOf("cnn1")).toMatchObject({ network: "cnn002", told: "", answers: null });
  expect(rowOf("lstm-soft")).toMatchObject({ told: "soft", pairing: "reversed", group: "lstm" });
  expect(rowOf("lstm-random")).toMatchObject({ pairing: "random", told: "one-hot" });
  expect(rowOf("model2-rate10")).toMatchObject({ learningRate: 0.1, epochs: 4 });
});

test("analyseSequence() counts answers by pair and by error over all seeds, and leaves out what is not there", () => {
  const { byPair, errors } = rowOf("lstm", answering([answersOf([2, 0, 1]), answersOf([1, 0, 0])]))
    .answers!;
  expect(byPair).toEqual([
    { first: 0, second: 1, count: 4, share: 3 / 4 },
    { first: 0, second: 9, count: 2, share: 0 },
    { first: 9, second: 9, count: 2, share: 1 / 2 },
  ]);
  expect(errors).toEqual([
    { error: -3, share: 4 / 8 },
    { error: 0, share: 4 / 8 },
  ]);
});

test("analyseSequence() counts answers by distance within each seed", () => {
  const { byDistance } = rowOf("lstm", answering([answersOf([2, 0, 1]), answersOf([1, 0, 0])]))
    .answers!;
  expect(byDistance).toEqual([
    { distance: 0, share: estimateOf([1, 0]) },
    { distance: 1, share: estimateOf([1, 1 / 2]) },
    { distance: 9, share: estimateOf([0, 0]) },
  ]);
});

test("analyseSequence() names every CNN of every seed, and leaves what it says of digits in the cells", () => {
  const { cnns, pairs } = analysed(cells);
  expect(cnns.map(({ model, place, seed }) => [seed, model, place])).toEqual([
    [0, 1, 1],
    [0, 1, 2],
    [0, 2, 1],
    [0, 2, 2],
    [1, 1, 1],
    [1, 1, 2],
    [1, 2, 1],
    [1, 2, 2],
  ]);
  expect(Object.keys(cnns[0]!)).not.toContain("outputs");
  expect(pairs.length).toBeGreaterThan(cnns.length);
});

test("analyseSequence() shows the pairs that model-2 of the first seed was asked first", () => {
  const { examples } = analysed(cells);
  const model2 = cells.find(({ cell }) => cell.factors.row === "model2")!;
  expect(examples).toEqual(model2.measured.pairs!.examples);
  expect(examples.map(({ first, second, third }) => 2 * second - first - third)).toEqual([
    0, 0, 0, 0,
  ]);
});

test("analyseSequence() tells how many test pairs have a digit as third term", () => {
  // The made-up test set has as many pairs of any two digits as of any other two.
  expect(analysed(cells).digitShare).toBe(0.5);
  expect(answering([answersOf([0, 0, 0]), answersOf([0, 0, 0])]).digitShare).toBe(3 / 4);
});

test.each([{ seeds: [7] }, { experiments: "no" }, {}] as const)(
  "analyseSequence() gives results that survive JSON: %j",
  (given) => {
    const results = madeUpSequence(given);
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
  },
);
