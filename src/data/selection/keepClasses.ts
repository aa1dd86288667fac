import { DataError, UsageError } from "../../core/errors.ts";
import { suggest } from "../../core/suggest.ts";
import type { Concept, Dataset } from "../dataset.ts";
import type { ImageSet } from "../imageSet.ts";
import { selectExamples } from "../selectExamples.ts";

/**
 * The data set with the named classes only, in every part, renumbered in the order they are named. Concepts keep all their
 * values under their old numbers.
 *
 * @param words - names of classes, or their labels where no class has that name
 * @throws {UsageError} when a class does not exist or is named twice, or fewer than two are named
 * @throws {DataError} when labels are noisy: what a label was before need not be among those kept
 */
export function keepClasses(dataset: Dataset, words: readonly string[]): Dataset {
  const kept = words.map((word) => labelOf(word, dataset));
  const different = new Set(kept).size;
  if (different < 2 || different < kept.length) {
    throw new UsageError(
      `Cannot keep classes ${words.join(",")} of "${dataset.name}": ${different} of ${kept.length} are different, needs two or more, each named once`,
    );
  }
  const { classes, concepts, train, validation, test } = dataset;
  const parts = { dataset, kept };
  return {
    ...dataset,
    classes: kept.map((label) => classes[label]!),
    train: keptPart(train, parts),
    ...(validation && { validation: keptPart(validation, parts) }),
    test: keptPart(test, parts),
    concepts: concepts?.map((concept) => keptConcept(concept, kept)),
  };
}

function labelOf(word: string, { name, classes }: Dataset): number {
  const named = classes.indexOf(word);
  const label = named === -1 && /^\d+$/.test(word) ? Number(word) : named;
  if (label >= 0 && label < classes.length) return label;
  const near = suggest(word, classes);
  const hint = near === undefined ? "" : `; did you mean "${near}"`;
  throw new UsageError(
    `Cannot keep class "${word}" of "${name}": there is none of that name, needs the name of a class or a label from 0 to ${classes.length - 1}${hint}`,
  );
}

function keptPart(
  set: ImageSet,
  { dataset, kept }: { readonly dataset: Dataset; readonly kept: readonly number[] },
): ImageSet {
  if (set.noise) {
    throw new DataError(
      `Cannot keep classes of "${dataset.name}": its labels are noisy, needs classes to be chosen before`,
    );
  }
  const newLabels = new Int32Array(dataset.classes.length).fill(-1);
  kept.forEach((label, place) => {
    newLabels[label] = place;
  });
  const indices = Uint32Array.from(
    [...set.labels.keys()].filter((index) => newLabels[set.labels[index]!]! >= 0),
  );
  const chosen = selectExamples(set, indices);
  return { ...chosen, labels: chosen.labels.map((label) => newLabels[label]!) };
}

function keptConcept(concept: Concept, kept: readonly number[]): Concept {
  const { ofClass } = concept;
  return ofClass ? { ...concept, ofClass: kept.map((label) => ofClass[label]!) } : concept;
}
