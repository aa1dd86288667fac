import type { Concept } from "../data/dataset.ts";
import type { ImageSet } from "../data/imageSet.ts";

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
    concepts.flatMap(({ name, ofClass }) => {
      const shown = set.concepts?.[name];
      if (!ofClass || !shown) return [];
      const wrong = predictions.filter((answer, i) => ofClass[answer] !== shown[i]).length;
      return [[`test/error/${name}`, wrong / predictions.length]];
    }),
  );
}
