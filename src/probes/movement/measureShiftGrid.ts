import { type ImagesInMemory, imageSize } from "../../data/imageSet.ts";
import { shiftImages } from "../../data/transforms/shift.ts";
import { Turns } from "../../train/turns.ts";

/** A movement of the image. Units: pixels to the right and down */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

/**
 * What a network answers when the test images are moved.
 *
 * Shape: `answers` one row a shift, [K·K] numbers of images by true class and answer; `unchanged` one number a shift
 */
export interface ShiftGrid {
  readonly shifts: readonly Shift[];
  readonly classes: number;
  readonly count: number;
  readonly answers: readonly (readonly number[])[];
  /** Images that get the same answer as without a shift. */
  readonly unchanged: readonly number[];
}

/** How images are moved. */
export interface MovingOptions {
  readonly shifts: readonly Shift[];
  readonly mode: "zero" | "circular";
  /** Ends the asking after the shift that is being asked. */
  readonly signal?: AbortSignal | undefined;
}

export interface ShiftGridOptions extends MovingOptions {
  readonly classes: number;
}

/** All shifts from -right to right and -down to down, row by row. */
export function shiftsWithin(right: number, down: number): Shift[] {
  const range = (reach: number) => Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  return range(down).flatMap((dy) => range(right).map((dx) => ({ dx, dy })));
}

/**
 * What a network answers to every image under each shift, one shift after the other, letting the rest of the program run
 * in between. The images are never all held under more than one shift.
 *
 * Shape: images [N, C, H, W] -> [N] a shift
 * @throws what `signal` was aborted with
 * @source Tanaka 2024, section on models and evaluation: 11 × 5 shifts of all test images
 */
export async function* answersUnder(
  predict: (set: ImagesInMemory) => Int32Array,
  set: ImagesInMemory,
  { shifts, mode, signal }: MovingOptions,
): AsyncGenerator<Int32Array> {
  const moved: ImagesInMemory = { ...set, images: new Uint8Array(set.count * imageSize(set)) };
  const turns = new Turns();
  for (const { dx, dy } of shifts) {
    const count = set.count * set.channels;
    shiftImages(set.images, moved.images, { ...set, count, dx, dy, mode });
    yield predict(moved);
    if (turns.due) await turns.take();
    signal?.throwIfAborted();
  }
}

/**
 * Asks a network about every image under every shift: see `answersUnder`.
 *
 * Shape: images [N, C, H, W]
 * @throws what `signal` was aborted with
 * @source Tanaka 2024, section on models and evaluation
 */
export async function measureShiftGrid(
  predict: (set: ImagesInMemory) => Int32Array,
  set: ImagesInMemory,
  { classes, ...moving }: ShiftGridOptions,
): Promise<ShiftGrid> {
  const still = predict(set).slice();
  const unchanged: number[] = [];
  const answers: number[][] = [];
  for await (const predictions of answersUnder(predict, set, moving)) {
    unchanged.push(sameAnswers(predictions, still));
    answers.push(tally(predictions, set.labels, classes));
  }
  return { shifts: moving.shifts, classes, count: set.count, answers, unchanged };
}

/** How many of the images have the same number in both. */
export function sameAnswers(first: Int32Array, second: Int32Array): number {
  return first.reduce((count, answer, image) => count + Number(answer === second[image]), 0);
}

/** Images answered rightly, of one row of `answers`. */
export function rightAnswers(answers: readonly number[], classes: number): number {
  let right = 0;
  for (let k = 0; k < classes; k++) right += answers[k * classes + k]!;
  return right;
}

function tally(predictions: Int32Array, labels: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes * classes).fill(0);
  predictions.forEach((answer, i) => {
    counts[labels[i]! * classes + answer]! += 1;
  });
  return counts;
}
