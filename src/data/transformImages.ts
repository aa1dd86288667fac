import { UsageError } from "../core/errors.ts";
import type { ImageSet } from "./imageSet.ts";
import { formatAfter } from "./transforms/formatAfter.ts";
import { resolveSteps } from "./transforms/resolveSteps.ts";
import type { TransformStep } from "./transforms/step.ts";

/** What is random in transforms of a set. */
export interface TransformOptions {
  readonly seed: number;
  /** Sets that are to look different, such as training and test images, have different streams. */
  readonly stream: string;
}

/**
 * The set with its images changed, each always in the same way: what is random is a function of seed, stream and the
 * image's index. Images are changed when they are read, so a set that lies in a file stays there.
 *
 * @throws {RangeError} when the images are changed already
 * @throws {UsageError} when images of that format cannot be changed so, or only in batches
 */
export function transformImages(
  set: ImageSet,
  steps: readonly TransformStep[],
  { seed, stream }: TransformOptions,
): ImageSet {
  if (steps.length === 0) return set;
  if (set.change) {
    throw new RangeError("Cannot change images: they are changed already, needs all steps at once");
  }
  const { mixing } = resolveSteps(steps);
  if (mixing) {
    throw new UsageError(
      `Cannot apply "${mixing.transform.name}" to a whole set: it mixes the images of a batch, needs to be among those of augment`,
    );
  }
  const { channels, height, width } = set;
  const change = { stored: { channels, height, width }, steps, seed, stream };
  return { ...set, ...formatAfter(steps, set), change };
}
