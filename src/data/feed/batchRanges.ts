import { makeStream } from "../core/random.ts";
import { type ImageSet, imageSize } from "./dataset.ts";

/** The part of an epoch's order, `from` up to but not including `to`, that one step takes. */
export interface BatchRange {
  readonly from: number;
  readonly to: number;
}

/** Arrays that a batch is copied into; the images keep their whole-number pixel values. */
export interface BatchArrays {
  readonly images: Uint8Array | Float32Array;
  readonly labels: Uint8Array | Int32Array;
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

/**
 * Copies the examples with the given indices to the start of the arrays; what lies behind them there stays.
 *
 * Shape: set images [N, C, H, W], indices [B] -> images [B, C, H, W], labels [B]
 */
export function copyBatch(set: ImageSet, indices: ArrayLike<number>, out: BatchArrays): void {
  const size = imageSize(set);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    out.images.set(set.images.subarray(index * size, (index + 1) * size), i * size);
    out.labels[i] = set.labels[index]!;
  }
}
