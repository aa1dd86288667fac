import { oneOf, wholeNumber } from "../core/settings.ts";
import { wilsonInterval } from "../core/wilsonInterval.ts";
import { argMax } from "../ops/argMax.ts";
import type { Examples } from "../probing/drawExamples.ts";
import type { Measurement, Reading } from "../probing/measurement.ts";
import { defineProbe } from "../probing/probe.ts";
import { brokenOutputs, withoutValues } from "./answers/brokenOutputs.ts";
import { checkShift } from "./movement/checkShift.ts";
import {
  answersUnder,
  type Shift,
  sameAnswers,
  shiftsWithin,
} from "./movement/measureShiftGrid.ts";
import type { ShiftGridDetails } from "./movement/shiftGridDetails.ts";
import { shiftGridFigures } from "./movement/shiftGridFigures.ts";

/** What the probe `shift-grid` can be told. */
export interface ShiftGridOptions {
  readonly shift: number;
  readonly shiftDown: number;
  readonly mode: "zero" | "circular";
}

/**
 * What a network answers when images are moved by whole pixels: the accuracy without a shift, the mean over all shifts of
 * the grid with the unmoved one among them, and the accuracy under the worst; and the share of answers that moving an
 * image leaves as they were, over all shifts but none. There are none of the last where the grid has no other shift, and
 * no number at all where outputs are not finite. Intervals are Wilson's for the number of images; of means over shifts, of which each image has a share, they are too
 * wide rather than too narrow. Chance is the share of the commonest class.
 *
 * Shape: images [N, C, H, W]
 * Units: fractions; shifts in pixels
 * @source Tanaka 2024, section on models and evaluation: 11 × 5 shifts of all test images; unchanged answers:
 * Zhang 2019, arXiv:1904.11486, section 4.2
 */
export const shiftGrid = defineProbe<ShiftGridOptions>({
  id: "shift-grid",
  title: "Shift grid",
  question: "How much worse are the answers where images are moved by a few pixels?",
  headline: {
    quantity: "unchanged answers",
    words: "the share of answers that stay the same where an image is moved",
    format: "percent",
  },
  source: "Tanaka 2024; unchanged answers: Zhang 2019, arXiv:1904.11486",
  caveats: [
    "With mode=zero an image loses what leaves at the edge, so that not all that is lost is the network's fault; with mode=circular it loses nothing, but looks like no image that was learned.",
    "The worst of many shifts is worse by chance alone than any shift that is chosen beforehand.",
  ],
  options: {
    shift: wholeNumber(0, 4, "largest shift to the left and right, in pixels"),
    shiftDown: wholeNumber(0, 0, "largest shift up and down, in pixels"),
    mode: oneOf(["zero", "circular"], "what enters at the edge: zeros, or what left at the other"),
  },
  images: { part: "test", count: 500 },
  untrained: true,
  check({ shift, shiftDown }, { dataset: { test } }) {
    checkShift(shift, test.width, "width");
    checkShift(shiftDown, test.height, "height");
  },
  taps: ({ logits }) => ({ rows: { logits, answers: argMax(logits) } }),
  async measure({ options: { shift, shiftDown, mode }, examples, look }) {
    let broken: string | undefined;
    const predict = ({ images, labels }: Pick<Examples, "images" | "labels">) => {
      const { logits, answers } = look({ images, labels }).rows;
      broken ??= brokenOutputs(logits!);
      return Int32Array.from(answers!.values);
    };
    const { count, labels } = examples;
    const shifts = shiftsWithin(shift, shiftDown);
    const still = predict(examples);
    const [right, unchanged]: [number[], number[]] = [[], []];
    for await (const answers of answersUnder(predict, examples, { shifts, mode })) {
      right.push(sameAnswers(answers, labels));
      unchanged.push(sameAnswers(answers, still));
    }
    const found = measurementOf({ mode, count, shifts, right, unchanged }, labels);
    return broken ? { readings: withoutValues(found.readings, broken) } : found;
  },
  figures: shiftGridFigures,
});

function measurementOf(details: ShiftGridDetails, labels: Int32Array): Measurement {
  const { count, shifts, right, unchanged } = details;
  const isStill = ({ dx, dy }: Shift) => dx === 0 && dy === 0;
  const share = commonestShare(labels);
  const accuracy = (of: string, matches: number): Reading => ({
    ...shareReading(matches, count),
    quantity: "accuracy",
    of,
    chance: [share, share],
  });
  const kept = unchanged.filter((_, at) => !isStill(shifts[at]!));
  return {
    readings: [
      accuracy("no shift", right[shifts.findIndex(isStill)]!),
      accuracy("mean over all shifts", sumOf(right) / right.length),
      accuracy("worst shift", Math.min(...right)),
      kept.length === 0
        ? { quantity: "unchanged answers", value: null, reason: "no shift moves the images" }
        : { quantity: "unchanged answers", ...shareReading(sumOf(kept) / kept.length, count) },
    ],
    details,
  };
}

function shareReading(matches: number, count: number) {
  return { value: matches / count, ...wilsonInterval(matches, count) };
}

function commonestShare(labels: Int32Array): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Math.max(...counts.values()) / labels.length;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
