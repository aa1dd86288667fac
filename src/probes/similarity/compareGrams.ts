import { jackknifeInterval, leaveOut } from "../../core/jackknifeInterval.ts";
import { middleOf } from "../../core/middleOf.ts";
import type { Stream } from "../../core/random.ts";
import { mean } from "../../core/statistics.ts";
import type { Reading } from "../../probing/measurement.ts";
import { alignment, type CentredGram, centreGram, type Gram } from "./linearCka.ts";

/** A layer's inner products made ready for comparison, of all images and of all but one group after the other. */
export interface ComparableGram {
  readonly whole: CentredGram;
  readonly without: readonly CentredGram[];
}

/** What a comparison says. */
export type ComparedGrams = Pick<Reading, "value" | "reason" | "low" | "high" | "chance">;

/** How often the images of one layer are mixed up. */
const permutations = 100;

/** Makes a layer ready for comparison with any others of the same images. Shape: [N, N] */
export function comparableGram(gram: Gram): ComparableGram {
  return {
    whole: centreGram(gram),
    without: leaveOut(gram.count).map((kept) => centreGram(among(gram, kept))),
  };
}

/**
 * Debiased linear CKA of several pairs of layers, as their mean, with a 95 % interval and what it comes to by chance. The
 * interval is the delete-a-group jackknife's over 10 groups of images: the bootstrap would draw images twice, whose inner
 * product with themselves the debiased estimate has to leave out. Chance is the middle 95 % where the images of the second
 * layer of the first pair are mixed up, 100 times: a mean over several pairs would differ less.
 *
 * Null where a pair has no similarity.
 *
 * @source own design; CKA: see `linearCka`
 */
export function compareGrams(
  pairs: readonly (readonly [ComparableGram, ComparableGram])[],
  stream: Stream,
): ComparedGrams {
  const wholes = pairs.map(([a, b]) => alignment(a.whole, b.whole));
  for (const whole of wholes) {
    if (whole.value === null) return whole;
  }
  const value = mean(wholes.map((whole) => whole.value!));
  const groups = pairs[0]![0].without.map((_, group) =>
    meanOrNull(pairs.map(([a, b]) => alignment(a.without[group]!, b.without[group]!).value)),
  );
  return {
    value,
    ...jackknifeInterval(value, groups, [-1, 1]),
    chance: middleOf(
      Float64Array.from({ length: permutations }, (_, step) => mixedUp(pairs[0]!, stream, step)),
    ),
  };
}

function meanOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : mean(known);
}

function mixedUp(
  [{ whole: a }, { whole: b }]: readonly [ComparableGram, ComparableGram],
  stream: Stream,
  step: number,
): number {
  if ("reason" in a || "reason" in b) return Number.NaN;
  const count = Math.sqrt(a.values.length);
  const order = stream.permutation(step, count);
  let sum = 0;
  for (let row = 0; row < count; row++) {
    const from = order[row]! * count;
    for (let column = 0; column < row; column++) {
      sum += a.values[row * count + column]! * b.values[from + order[column]!]!;
    }
  }
  return (2 * sum) / (a.length * b.length);
}

function among({ count, products }: Gram, kept: Uint32Array): Gram {
  const n = kept.length;
  const part = new Float64Array(n * n);
  for (let row = 0, at = 0; row < n; row++) {
    const from = kept[row]! * count;
    for (let column = 0; column < n; column++, at++) part[at] = products[from + kept[column]!]!;
  }
  return { count: n, products: part };
}
