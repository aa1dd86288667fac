import { oneOf, wholeNumber } from "../../core/settings.ts";
import { checkCount } from "../checkCount.ts";
import type { GeneratedSource } from "../dataSource.ts";
import { examplesBetween } from "../selectExamples.ts";
import { type DigitsOptions, loadDigits } from "./loadDigits.ts";
import { digitPairs, thirdTerms, trainTenths } from "./thirdTerms.ts";

/** What can be chosen of the pairs. */
export interface ArithmeticPairsOptions extends DigitsOptions {
  readonly base: "generated-digits" | "mnist";
}

const rule = "The class is the third term of an arithmetic sequence, 2 · second − first";

/**
 * Two digits a and b, one in each channel, and what comes third in their arithmetic sequence: c = 2b - a, from -9 to 18.
 * Each part is paired with itself in reversed order, image i with image N - 1 - i, so that each pair comes both ways round.
 *
 * The source divides the 70,000 images of MNIST into 42,000, 18,000 and 10,000 and does not say how. Here the test set
 * stays what it is, and the first 70 % of the training set are for training, the others for validation.
 *
 * Shape: images [N, 2, H, W]
 * @source Inoue, Tsukamoto: "Consideration of weight parameter characteristics by comparing network structures in deep
 * learning", sections 2.1 and 2.3
 */
export const arithmeticPairs: GeneratedSource<ArithmeticPairsOptions> = {
  kind: "generated",
  title: "arithmetic pairs",
  licence: "that of the digits",
  origin: "pairs of digits of another data set",
  most: 700_000,
  settings: {
    base: oneOf(["generated-digits", "mnist"], "data set that the digits are from"),
    dataSeed: wholeNumber(0, 0, "which of the many possible sets of generated digits"),
  },
  async make(request) {
    const { options, trainCount } = request;
    const wanted = trainCount && Math.ceil((10 * trainCount) / trainTenths);
    // How many published digits there are is known once all of them are loaded.
    const drawn = options.base === "generated-digits" ? wanted : undefined;
    const digits = await loadDigits({ ...request, trainCount: drawn });
    const { train, test } = digits;
    const most = Math.floor((train.count * trainTenths) / 10);
    checkCount("arithmetic-pairs", "trainCount", { count: trainCount, most });
    const boundary = trainCount ?? Math.round((train.count * trainTenths) / 10);
    return {
      name: "arithmetic-pairs",
      title: `arithmetic pairs of ${digits.title}`,
      classes: thirdTerms,
      train: digitPairs(examplesBetween(train, 0, boundary)),
      validation: digitPairs(examplesBetween(train, boundary, wanted ?? train.count)),
      test: digitPairs(test),
      concepts: ["first", "second"].map((name) => ({ name, values: digits.classes })),
      generated: digits.generated,
      note: [rule, digits.note].filter((part) => part !== "").join(". "),
    };
  },
};
