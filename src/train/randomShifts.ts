import { UsageError } from "../core/errors.ts";
import { makeStream } from "../core/random.ts";
import { type ImageSet, imageSize } from "../data/dataset.ts";
import { shiftImages } from "../data/shift.ts";

export interface RandomShiftOptions {
  /** The largest shift, to either side and up or down; every shift up to it is equally likely. Units: pixels */
  readonly shift: number;
  readonly seed: number;
}

/** Where a batch of bytes goes. */
export interface ByteBatch {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Copies the examples with the given indices to the start of the arrays, like `copyBatch`, on the way to `step`. */
export type CopyShifted = (indices: ArrayLike<number>, step: number, out: ByteBatch) => void;

/**
 * A copier of batches that moves every image by a random number of whole pixels; zeros are shifted in. What an image
 * gets is a function of seed, step and place in the batch.
 *
 * @throws {UsageError} when the shift is no whole number above 0
 */
export function makeRandomShifts(set: ImageSet, { shift, seed }: RandomShiftOptions): CopyShifted {
  if (!Number.isInteger(shift) || shift < 1) {
    throw new UsageError(
      `Cannot shift images at random: shift is ${shift}, needs 1 or more pixels`,
    );
  }
  const { channels, height, width } = set;
  const size = imageSize(set);
  const stream = makeStream(seed, "augment");
  const side = 2 * shift + 1;
  return (indices, step, out) => {
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i]!;
      const place = stream.integers(step, i, side * side); // one draw for both directions
      const dx = (place % side) - shift;
      const dy = Math.floor(place / side) - shift;
      shiftImages(
        set.images.subarray(index * size, (index + 1) * size),
        out.images.subarray(i * size, (i + 1) * size),
        { count: channels, height, width, dx, dy, mode: "zero" },
      );
      out.labels[i] = set.labels[index]!;
    }
  };
}
