import { expect, test } from "vitest";
import { learningRecord } from "./learningRecord.ts";

const never = Number.POSITIVE_INFINITY;

/** One example a word, one answer a letter. */
function recordOf(...examples: readonly string[]) {
  const epochs = [0, 1, 2, 4, 8].slice(0, examples[0]!.length);
  const answers = epochs.map((epoch, at) => ({
    epoch,
    isRight: examples.map((answers) => Number(answers[at] === "+")),
  }));
  return learningRecord(answers, examples.length);
}

test("learningRecord() knows the first epoch that is right, and that from which all are", () => {
  const { firstRight, learned } = recordOf("-+-++", "+++++", "-----", "++++-", "----+");
  expect([...firstRight]).toEqual([1, 0, never, 0, 8]);
  expect([...learned]).toEqual([4, 0, never, never, 8]);
});

test("learningRecord() counts a forgetting event where wrong follows right", () => {
  const { forgettingEvents } = recordOf("-+-++", "+++++", "-----", "+-+-+", "+---+", "-+--+");
  expect([...forgettingEvents]).toEqual([1, 0, 0, 2, 1, 1]);
});

test("learningRecord() takes stability over the epochs after the first right one", () => {
  const { stability } = recordOf("-+-++", "+++++", "-----", "+-+-+", "----+", "+----");
  expect([...stability]).toEqual([2 / 3, 1, Number.NaN, 2 / 4, Number.NaN, 0]);
});

test("learningRecord() of one epoch takes what is right for learned", () => {
  const { learned, stability } = recordOf("+", "-");
  expect([...learned]).toEqual([0, never]);
  expect([...stability]).toEqual([Number.NaN, Number.NaN]);
});
