import { makeStream } from "../../core/random.ts";

/** The part of an epoch's order, `from` up to but not including `to`, that one step takes. */
export interface BatchRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The order in which an epoch visits the examples: a function of seed and epoch alone, so going on with epoch e needs no
 * replay of those before.
 *
 * Shape: [N]
 */
export function epochOrder(seed: number, epoch: number, count: number): Uint32Array {
  return makeStream(seed, "shuffle").permutation(epoch, count);
}

/**
 * Cuts `count` examples into batches. A last batch that is not full is kept, for evaluation, or dropped, so that every
 * training step weighs its examples alike.
 *
 * @throws {RangeError} when `batchSize` is not a whole number above 0
 */
export function batchRanges(
  count: number,
  batchSize: number,
  lastPartial: "keep" | "drop",
): BatchRange[] {
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(
      `Cannot make batches: batchSize = ${batchSize}, needs a whole number above 0`,
    );
  }
  const batches = (lastPartial === "keep" ? Math.ceil : Math.floor)(count / batchSize);
  return Array.from({ length: batches }, (_, batch) => ({
    from: batch * batchSize,
    to: Math.min(count, (batch + 1) * batchSize),
  }));
}
