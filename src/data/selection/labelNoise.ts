import { DataError, UsageError } from "../../core/errors.ts";
import { makeStream } from "../../core/random.ts";
import type { Dataset } from "../dataset.ts";
import type { ImageSet } from "../imageSet.ts";
import { falseClasses, type NoiseKind } from "./falseClasses.ts";

/** Which labels become false ones. */
export interface LabelNoiseOptions {
  /** Of all examples, rounded down to a whole number. Units: fraction in [0, 1] */
  readonly share: number;
  /** `symmetric`: every class that can be mistaken for the true one is as likely; `pair`: it is always the next one. */
  readonly kind: NoiseKind;
  /**
   * What is wrong with a false label. `any`: it is another label, whatever that means for the concepts; `all`: it is wrong
   * in every concept; the name of a concept: it is wrong in this one and right in all others.
   */
  readonly concept: string;
  readonly seed: number;
}

/**
 * Gives a random share of the examples a false label, once and for all; images and concepts stay what they are. Which
 * examples, and which false labels, are functions of the seed and of the example's place, so that a larger share only adds
 * to a smaller one. What the labels were, and which are false, is kept.
 *
 * @throws {UsageError} when there is no such concept, or nothing that a class could be mistaken for
 * @throws {DataError} when labels are noisy already
 * @source Nakkiran et al. 2020, arXiv:1912.02292, section 4, for `symmetric`; Han et al. 2018, arXiv:1804.06872,
 * section 4, for `pair`
 */
export function withLabelNoise(
  set: ImageSet,
  dataset: Pick<Dataset, "name" | "classes" | "concepts">,
  { share, kind, concept, seed }: LabelNoiseOptions,
): ImageSet {
  if (set.noise) {
    throw new DataError(
      `Cannot make label noise in "${dataset.name}": its labels are noisy already, needs clean ones`,
    );
  }
  if (dataset.classes.length < 2) {
    throw new UsageError(
      `Cannot make label noise in "${dataset.name}": it has ${dataset.classes.length} class, needs two or more`,
    );
  }
  const falseClassesOf = falseClasses(dataset, concept, kind);
  const order = makeStream(seed, "label-noise").permutation(0, set.count);
  const choice = makeStream(seed, "label-noise/class");
  const labels = set.labels.slice();
  const isNoisy = new Uint8Array(set.count);
  for (const index of order.subarray(0, Math.floor(share * set.count + 1e-9))) {
    const others = falseClassesOf(set.labels[index]!);
    if (others.count === 0) {
      throw new UsageError(
        `Cannot make label noise in "${dataset.name}": with "${concept}" wrong there is no class that "${dataset.classes[set.labels[index]!]}" could be mistaken for, needs another noiseConcept`,
      );
    }
    labels[index] = others.at(choice.integers(0, index, others.count));
    isNoisy[index] = 1;
  }
  return { ...set, labels, noise: { cleanLabels: set.labels, isNoisy } };
}
