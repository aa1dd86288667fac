import { UsageError } from "../../core/errors.ts";
import type { Dataset } from "../dataset.ts";
import { chooseOfClasses } from "./chooseOfClasses.ts";
import { classSizes } from "./classSizes.ts";
import { keepClasses } from "./keepClasses.ts";
import { withLabelNoise } from "./labelNoise.ts";
import { longTailCounts } from "./longTail.ts";
import type { SelectionSettings } from "./selectionSettings.ts";
import { splitOff } from "./splitOff.ts";

/** One step: whether it is asked for, what it makes of a data set, and what a reader is told of it. */
interface Step {
  isWanted(settings: SelectionSettings): boolean;
  apply(dataset: Dataset, settings: SelectionSettings): Dataset;
  note(settings: SelectionSettings): string;
}

/** In the order in which they are done. */
const steps: readonly Step[] = [
  {
    isWanted: (settings) => settings.keepClasses.length > 0,
    apply: (dataset, settings) => keepClasses(dataset, settings.keepClasses),
    note: (settings) => `only classes ${settings.keepClasses.join(", ")}`,
  },
  {
    isWanted: ({ perClass, imbalance }) => perClass > 0 || imbalance > 1,
    apply: withFewerExamples,
    note: ({ perClass, imbalance }) =>
      imbalance > 1
        ? `training images of the classes in a long tail, imbalance ${imbalance}`
        : `${perClass.toLocaleString("en-US")} training images of each class`,
  },
  {
    isWanted: ({ validation }) => validation > 0,
    apply: withValidation,
    note: ({ validation }) =>
      `${validation < 1 ? percent(validation) : validation.toLocaleString("en-US")} of the training images set aside for validation`,
  },
  {
    isWanted: ({ labelNoise }) => labelNoise > 0,
    apply: (dataset, settings) => ({
      ...dataset,
      train: withLabelNoise(dataset.train, dataset, noiseOf(settings)),
    }),
    note: ({ labelNoise, noiseKind, noiseConcept }) =>
      `${percent(labelNoise)} of the training labels false, ${noiseKind}${noiseConcept === "any" ? "" : `, wrong in ${noiseConcept === "all" ? "every concept" : noiseConcept}`}`,
  },
];

/**
 * What the settings make of a data set, in this order: classes are chosen in all parts; of the training images so many of
 * each class, or a long tail; of these a part for validation; last, labels of what is left to train with are made false.
 * Validation and test labels stay clean. Its `note` says what was done; where nothing is asked for it is the same.
 *
 * @throws {UsageError} when a setting asks for what the data set does not have
 */
export function applySelection(dataset: Dataset, settings: SelectionSettings): Dataset {
  const wanted = steps.filter((step) => step.isWanted(settings));
  if (wanted.length === 0) return dataset;
  const selected = wanted.reduce((before, step) => step.apply(before, settings), dataset);
  const done = wanted.map((step) => step.note(settings)).join("; ");
  const note = `${done.slice(0, 1).toUpperCase()}${done.slice(1)} (dataSeed ${settings.dataSeed})`;
  return { ...selected, note: [dataset.note, note].filter((part) => part !== "").join(". ") };
}

function withFewerExamples(dataset: Dataset, settings: SelectionSettings): Dataset {
  const { train, classes } = dataset;
  const sizes = classSizes(train.labels, classes.length);
  const { perClass, imbalance, imbalanceOrder: order, dataSeed: seed } = settings;
  const largest = perClass > 0 ? perClass : undefined;
  const counts =
    imbalance > 1
      ? longTailCounts(sizes, { imbalance, order, largest, seed })
      : sizes.map(() => perClass);
  return { ...dataset, train: chooseOfClasses(train, counts, seed) };
}

function withValidation(dataset: Dataset, settings: SelectionSettings): Dataset {
  const { name, train, validation, classes } = dataset;
  if (validation) {
    throw new UsageError(
      `Cannot set ${settings.validation} aside for validation: "${name}" has ${validation.count} validation images already, needs validation=0`,
    );
  }
  const { validation: amount, dataSeed: seed } = settings;
  const { kept, splitOff: aside } = splitOff(train, { classes: classes.length, amount, seed });
  return { ...dataset, train: kept, validation: aside };
}

function noiseOf({ labelNoise, noiseKind, noiseConcept, dataSeed }: SelectionSettings) {
  return { share: labelNoise, kind: noiseKind, concept: noiseConcept, seed: dataSeed };
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(6))}%`;
}
