import { termOfLabel } from "../../../data/generated/thirdTerms.ts";
import type { ImageSet } from "../../../data/imageSet.ts";
import { inMemory } from "../../../data/openImages.ts";
import { firstExamples } from "../../../data/selectExamples.ts";
import { makeEvaluator } from "../../../train/evaluate.ts";
import { holdNetwork } from "../../../train/states.ts";
import { networkOf } from "../../networkOf.ts";
import type { TrainedCell } from "../../study.ts";

/**
 * What a network answers to the test pairs, counted.
 *
 * @source own design: where answers are wrong tells what was learned
 */
export interface PairAnswers {
  /** How many pairs begin with which two digits, and how many of them get the right answer. Shape: [10, 10] */
  readonly counts: readonly number[];
  readonly right: readonly number[];
  /** How many answers are off by how much: from -27 to 27. Shape: [55] */
  readonly errors: readonly number[];
  /** The first test pairs, of a network that is shown images. */
  readonly examples: readonly PairExample[];
}

/** A test pair as it is shown, and what is made of it. */
export interface PairExample {
  /** Grey levels 0 to 255. Shape: [H·W] */
  readonly firstPixels: readonly number[];
  readonly secondPixels: readonly number[];
  readonly height: number;
  readonly width: number;
  readonly first: number;
  readonly second: number;
  /** What comes third, and what the network says. */
  readonly third: number;
  readonly answer: number;
}

const shownPairs = 4;

/** The largest error: -9 where 18 is right. */
export const largestError = 27;

/** Counts the answers to the test pairs. */
export function measurePairs({ cell, numbers, dataset, backend }: TrainedCell): PairAnswers {
  const { test } = dataset;
  const states = holdNetwork(numbers, backend);
  const { predict, dispose } = makeEvaluator({ network: networkOf(cell), backend, states });
  const [counts, right] = [new Array<number>(100).fill(0), new Array<number>(100).fill(0)];
  const errors = new Array<number>(2 * largestError + 1).fill(0);
  try {
    const answers = predict(test);
    answers.forEach((answer, at) => {
      const pair = 10 * test.concepts!.first![at]! + test.concepts!.second![at]!;
      const error = termOfLabel(answer) - termOfLabel(test.labels[at]!);
      counts[pair] = counts[pair]! + 1;
      right[pair] = right[pair]! + Number(error === 0);
      errors[error + largestError] = errors[error + largestError]! + 1;
    });
    return { counts, right, errors, examples: examplesOf(test, answers) };
  } finally {
    dispose();
  }
}

/** Of sets of numbers there is nothing to see. */
function examplesOf(test: ImageSet, answers: Int32Array): PairExample[] {
  if (test.dtype === "f32") return [];
  const { images, count, height, width, labels, concepts } = inMemory(
    firstExamples(test, shownPairs),
  );
  const size = height * width;
  return Array.from({ length: count }, (_, at) => ({
    firstPixels: Array.from(images.subarray(2 * at * size, (2 * at + 1) * size)),
    secondPixels: Array.from(images.subarray((2 * at + 1) * size, 2 * (at + 1) * size)),
    height,
    width,
    first: concepts!.first![at]!,
    second: concepts!.second![at]!,
    third: termOfLabel(labels[at]!),
    answer: termOfLabel(answers[at]!),
  }));
}
