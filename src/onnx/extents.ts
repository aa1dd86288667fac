import { GraphError } from "../core/errors.ts";
import { type Shape, showShape } from "../core/shape.ts";

/** An extent that is known, or that grows with the batch. */
export type Extent = number | { readonly timesBatch: number };

/** The batch sizes that a network is described for, to see what depends on them. */
export const probedBatchSizes = [2, 3] as const;

/**
 * Extents for any batch size, from what they are for the two probed ones: what does not change is known, the rest are
 * multiples of the batch size.
 *
 * @throws {GraphError} when an extent depends on the batch size in another way
 */
export function extentsOf(first: Shape, second: Shape): Extent[] {
  const [few, more] = probedBatchSizes;
  return first.map((extent, axis) => {
    const other = second[axis]!;
    if (extent === other) return extent;
    const timesBatch = extent / few;
    if (!Number.isInteger(timesBatch) || timesBatch * more !== other) {
      throw new GraphError(
        `Cannot export ${showShape(first)}, for a batch of ${more} ${showShape(second)}: an extent is no multiple of the batch size, needs multiples`,
      );
    }
    return { timesBatch };
  });
}

/** Whether two extents are the same for every batch size. */
export function sameExtent(a: Extent, b: Extent): boolean {
  return typeof a === "number" || typeof b === "number" ? a === b : a.timesBatch === b.timesBatch;
}
