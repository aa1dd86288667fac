import { UsageError } from "../../core/errors.ts";
import { makeStream } from "../../core/random.ts";
import type { ImageSet } from "../imageSet.ts";
import { selectExamples } from "../selectExamples.ts";
import { examplesByClass } from "./examplesByClass.ts";

/**
 * A random choice of `counts[k]` examples of each class k, in the order they had. What is chosen of a class depends on
 * seed and class alone, and more of it only adds to fewer.
 *
 * Shape: images [N, C, H, W] -> [sum of the counts, C, H, W]; `origin` says which they were
 * @throws {UsageError} when a class has fewer examples than it is to give
 */
export function chooseOfClasses(set: ImageSet, counts: readonly number[], seed: number): ImageSet {
  const stream = makeStream(seed, "choose-of-classes");
  const chosen = examplesByClass(set.labels, counts.length).map((indices, label) => {
    const count = counts[label]!;
    if (count > indices.length) {
      throw new UsageError(
        `Cannot choose examples of class ${label}: it has ${indices.length}, needs at least ${count}`,
      );
    }
    return [...stream.permutation(label, indices.length).subarray(0, count)].map(
      (place) => indices[place]!,
    );
  });
  return selectExamples(set, Uint32Array.from(chosen.flat()).sort());
}
