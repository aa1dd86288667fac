import { makeStream } from "../../core/random.ts";
import { wholeNumber } from "../../core/settings.ts";
import type { GeneratedSource } from "../dataSource.ts";
import type { ImagesInMemory } from "../imageSet.ts";
import { digitSize, makeDigitWriter } from "./digitWriter.ts";

const classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/**
 * Digits as if written by hand, drawn by the program: strokes of varying shape, slant, proportion, width and darkness,
 * scaled into a box of 20 by 20 pixels and set into the middle by their mass, as those of MNIST are, though less exactly.
 *
 * Shape: images [N, 1, 28, 28]; unless asked otherwise 20,000 to train with, 10,000 to test with
 */
export const generatedDigits: GeneratedSource<{ readonly dataSeed: number }> = {
  kind: "generated",
  title: "generated digits",
  licence: "none needed",
  origin: "made by the program",
  most: 1_000_000,
  settings: { dataSeed: wholeNumber(0, 0, "which of the many possible sets of digits") },
  async make({ options: { dataSeed: seed }, trainCount = 20_000, testCount = 10_000 }) {
    return {
      name: "generated-digits",
      title: "generated digits",
      classes,
      train: writeDigits({ seed, series: "train", count: trainCount }),
      test: writeDigits({ seed, series: "test", count: testCount }),
      generated: true,
      note: "The program drew these digits itself: results on them are not results on MNIST",
    };
  },
};

interface Series {
  readonly seed: number;
  readonly series: "train" | "test";
  readonly count: number;
}

/** Each ten successive examples hold each digit once, in random order; example i does not depend on the count. */
function writeDigits({ seed, series, count }: Series): ImagesInMemory {
  const order = makeStream(seed, `digits/${series}/order`);
  const write = makeDigitWriter(seed, series);
  const imageSize = digitSize * digitSize;
  const images = new Uint8Array(count * imageSize);
  const labels = new Int32Array(count);
  for (let first = 0; first < count; first += classes.length) {
    const digits = order.permutation(first, classes.length);
    for (let index = first; index < Math.min(count, first + classes.length); index++) {
      labels[index] = digits[index - first]!;
      write(images.subarray(index * imageSize, (index + 1) * imageSize), index, labels[index]!);
    }
  }
  return { images, labels, count, channels: 1, height: digitSize, width: digitSize };
}
