import { expect, test } from "vitest";
import { madeUpSequence } from "../../../../test/support/madeUpSequence.ts";
import { unfinishedWords } from "./unfinishedWords.ts";

const wordsOn = (cnns: number, model2: number) =>
  unfinishedWords(
    madeUpSequence(
      { seeds: [0], experiments: "no" },
      { accuracy: (row) => (row.startsWith("cnn") ? cnns : model2) },
    ),
  );

test("unfinishedWords() are silent where both models have learned", () => {
  expect(wordsOn(0.98, 0.87)).toEqual([]);
});

test("unfinishedWords() name what has not learned, and only that", () => {
  const first =
    "CNN1 and CNN2 of model-1 have not both learned their task (they name 10.0% and 10.0% of the test digits): what is said of them here describes an unfinished training.";
  const second =
    "Model-2 has not learned the task (it is right on 5.0% of the test pairs): what is said of it here describes an unfinished training.";
  expect(wordsOn(0.98, 0.05)).toEqual([second]);
  expect(wordsOn(0.1, 0.87)).toEqual([first]);
  expect(wordsOn(0.1, 0.05)).toEqual([first, second]);
});
