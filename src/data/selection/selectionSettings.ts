import { z } from "zod";
import {
  amount,
  numberWithin,
  oneOf,
  type Setting,
  type SettingsSchema,
  text,
  wholeNumber,
} from "../../core/settings.ts";
import type { NoiseKind } from "./falseClasses.ts";

/** What is made of a data set before anything is learned from it; see `applySelection`. */
export interface SelectionSettings {
  readonly keepClasses: readonly string[];
  readonly perClass: number;
  readonly imbalance: number;
  readonly imbalanceOrder: "label" | "shuffled";
  readonly validation: number;
  readonly labelNoise: number;
  readonly noiseKind: NoiseKind;
  readonly noiseConcept: string;
  readonly dataSeed: number;
}

const classWords: Setting<readonly string[]> = {
  schema: z.preprocess(
    (given) =>
      Array.isArray(given)
        ? given
        : String(given)
            .split(",")
            .map((word) => word.trim()),
    z.array(z.string().min(1)),
  ),
  default: [],
  description: "classes to keep, by name or label, renumbered in this order; none given: all",
  needs: "names or labels such as 3,5,7",
};

const atLeastOne: Setting<number> = {
  ...numberWithin(
    [1, 1_000_000],
    1,
    "times as many training images of the first class as of the last, the others exponentially between; 1 for no such tail",
  ),
};

/** Keys for parts of a data set and for noise in its labels. Without any of them a data set stays as it is. */
export const selectionSettings: SettingsSchema<SelectionSettings> = {
  keepClasses: classWords,
  perClass: wholeNumber(
    0,
    0,
    "training images of each class, 0 for all; with imbalance those of the first class",
  ),
  imbalance: atLeastOne,
  imbalanceOrder: oneOf(
    ["label", "shuffled"],
    "order of the classes along the tail: that of their labels, or one that is drawn",
  ),
  validation: amount(0, "training images set aside for validation: a share below 1, or a number"),
  labelNoise: numberWithin([0, 1], 0, "share of the training labels that are made false"),
  noiseKind: oneOf(
    ["symmetric", "pair"],
    "false labels: symmetric, any is as likely, or pair, always the next class",
  ),
  noiseConcept: text("any", "what false labels are wrong in: any, all, or the name of a concept"),
  dataSeed: wholeNumber(
    0,
    0,
    "which random choice of examples, false labels and changes by transform; which images, where they are generated",
  ),
};
