import { UsageError } from "../core/errors.ts";
import { showShape } from "../core/shape.ts";
import type { Taps } from "./site.ts";

/** Images that taps are tried with, where none are run: hardly anything else comes in such a number. */
export const triedBatch = 17;

/**
 * Refuses taps of `triedBatch` images whose rows are not one an image.
 *
 * @throws {UsageError} when there are such
 */
export function checkRows({ rows = {} }: Taps): void {
  for (const [name, { type }] of Object.entries(rows)) {
    if (type.shape[0] === triedBatch) continue;
    throw new UsageError(
      `Cannot look by the rows "${name}": of ${triedBatch} images they have shape ${showShape(type.shape)}, needs one row an image; what belongs to all images together is a sum`,
    );
  }
}
