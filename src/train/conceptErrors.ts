import type { Concept } from "../data/dataset.ts";
import type { ImageSet } from "../data/imageSet.ts";
import { conceptMatches } from "./conceptMatches.ts";

/**
 * How often an answer stands for a wrong value of each concept that classes stand for, as metrics by name.
 *
 * Shape: predictions [N]
 * Units: fraction of the images
 */
export function conceptErrors(
  predictions: Int32Array,
  set: ImageSet,
  concepts: readonly Concept[] = [],
): Record<`test/error/${string}`, number> {
  return Object.fromEntries(
    conceptMatches(predictions, set, concepts).map(({ concept, isRight }) => {
      const wrong = isRight.filter((right) => right === 0).length;
      return [`test/error/${concept.name}`, wrong / predictions.length];
    }),
  );
}
