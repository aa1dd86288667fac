import type { Concept } from "../data/dataset.ts";
import type { ImageSet } from "../data/imageSet.ts";

/** Of each image, whether an answer stands for the value of a concept that it shows. */
export interface ConceptMatches {
  readonly concept: Concept;
  /** 1 where it does, else 0. Shape: [N] */
  readonly isRight: Uint8Array;
}

/**
 * Whether answers stand for what images show, for each concept that classes stand for.
 *
 * Shape: predictions [N]
 */
export function conceptMatches(
  predictions: Int32Array,
  set: Pick<ImageSet, "concepts">,
  concepts: readonly Concept[] = [],
): ConceptMatches[] {
  return concepts.flatMap((concept) => {
    const { name, ofClass } = concept;
    const shown = set.concepts?.[name];
    if (!ofClass || !shown) return [];
    const isRight = Uint8Array.from(predictions, (answer, i) =>
      Number(ofClass[answer] === shown[i]),
    );
    return [{ concept, isRight }];
  });
}
