import { UsageError } from "../../core/errors.ts";
import { makeStream } from "../../core/random.ts";
import type { ImageSet } from "../imageSet.ts";
import { selectExamples } from "../selectExamples.ts";
import { examplesByClass } from "./examplesByClass.ts";

/** How much of a set is split off. */
export interface SplitOptions {
  /** Number of classes. */
  readonly classes: number;
  /** Below 1 the share of all examples, from 1 their number. */
  readonly amount: number;
  readonly seed: number;
}

/** A set in two parts that share no example. */
export interface Split {
  readonly kept: ImageSet;
  readonly splitOff: ImageSet;
}

/**
 * Splits a random part off a set, of every class the same share: each gives the whole part of its share, and what is then
 * lacking comes from the classes whose share was cut most, the lower label first. Both parts keep the order of the set.
 *
 * Shape: images [N, C, H, W] -> [N - M, C, H, W] and [M, C, H, W], M = amount or amount · N, rounded
 * @throws {UsageError} when nothing would be split off, or nothing kept
 */
export function splitOff(set: ImageSet, { classes, amount, seed }: SplitOptions): Split {
  const total = Math.round(amount < 1 ? amount * set.count : amount);
  if (!(total >= 1 && total < set.count)) {
    throw new UsageError(
      `Cannot split off ${total} of ${set.count} examples: ${Math.max(0, set.count - total)} would be left, needs at least 1 on either side`,
    );
  }
  const lists = examplesByClass(set.labels, classes);
  const counts = evenShares(
    lists.map((list) => list.length),
    total,
  );
  const stream = makeStream(seed, "split");
  const isOff = new Uint8Array(set.count);
  for (const [label, list] of lists.entries()) {
    const order = stream.permutation(label, list.length);
    for (const place of order.subarray(0, counts[label])) isOff[list[place]!] = 1;
  }
  const all = Uint32Array.from({ length: set.count }, (_, index) => index);
  return {
    kept: selectExamples(
      set,
      all.filter((index) => isOff[index] === 0),
    ),
    splitOff: selectExamples(
      set,
      all.filter((index) => isOff[index] === 1),
    ),
  };
}

/** Whole numbers that add up to `total`, in proportion to the sizes: the method of largest remainders. */
function evenShares(sizes: readonly number[], total: number): number[] {
  const sum = sizes.reduce((all, size) => all + size, 0);
  const exact = sizes.map((size) => (size * total) / sum);
  const counts = exact.map(Math.floor);
  const lacking = total - counts.reduce((all, count) => all + count, 0);
  const byRemainder = [...exact.keys()].sort(
    (a, b) => exact[b]! - counts[b]! - (exact[a]! - counts[a]!) || a - b,
  );
  for (const label of byRemainder.slice(0, lacking)) counts[label]! += 1;
  return counts;
}
