import type { Dataset } from "../../../data/dataset.ts";
import { termOfLabel, thirdTermOf, trainTenths } from "../../../data/generated/thirdTerms.ts";
import type { ImageSet } from "../../../data/imageSet.ts";
import { examplesBetween } from "../../../data/selectExamples.ts";

/**
 * The source's three parts, as digits in their order.
 *
 * @source Inoue & Tsukamoto 2021, section 2.3: 42,000, 18,000 and 10,000 of the 70,000 images of MNIST; which ones it does
 * not say. Here the first of the training images, the others of them, and the test images
 */
export interface DigitParts {
  readonly train: ImageSet;
  /** Neither learned from nor tested with by the networks. */
  readonly aside: ImageSet;
  readonly test: ImageSet;
}

/** Divides digits into the three parts. */
export function digitParts({ train, test }: Dataset): DigitParts {
  const boundary = learnedFrom(train.count);
  return {
    train: examplesBetween(train, 0, boundary),
    aside: examplesBetween(train, boundary, train.count),
    test,
  };
}

/** How many of so many training digits are learned from. */
export function learnedFrom(trainCount: number): number {
  return Math.round((trainCount * trainTenths) / 10);
}

/** Whether a digit comes third after the two of a pair, and no smaller or larger number. */
export function isDigitThird(first: number, second: number): boolean {
  const term = termOfLabel(thirdTermOf(first, second));
  return term >= 0 && term <= 9;
}
