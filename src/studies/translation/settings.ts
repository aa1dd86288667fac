import {
  keptShare,
  oneOf,
  positiveNumber,
  type SettingsSchema,
  seedList,
  text,
  wholeNumber,
} from "../../core/settings.ts";
import type { CommonSettings } from "../study.ts";

/**
 * What may be set in the translation study.
 *
 * Units: shifts in pixels; counts in images, 0 for all there are, but for `layerCount` 0 is none
 */
export interface TranslationSettings extends CommonSettings {
  readonly learningRate: number;
  readonly momentum: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly shift: number;
  readonly shiftDown: number;
  readonly mode: "zero" | "circular";
  readonly beyond: "yes" | "no";
  readonly layerCount: number;
}

/**
 * The recipe is one for all networks, found by the pilot of docs/studies/translation.md.
 *
 * @source the grid of shifts: Tanaka 2024, section on models and evaluation; the rest is ours
 */
export const translationSettings: SettingsSchema<TranslationSettings> = {
  data: text("mnist", "data set: mnist or generated-digits"),
  seeds: seedList([0, 1, 2], "seeds, each a training of every network"),
  learningRate: positiveNumber(0.05, "learning rate of plain SGD, constant"),
  momentum: keptShare(0, "momentum of SGD"),
  epochs: wholeNumber(0, 2, "times that all training images are shown"),
  batchSize: wholeNumber(1, 64, "images a step"),
  shift: wholeNumber(1, 5, "largest shift to the left and right, in pixels"),
  shiftDown: wholeNumber(0, 2, "largest shift up and down, in pixels"),
  mode: oneOf(["zero", "circular"], "what enters at the edge: zeros, or what left at the other"),
  beyond: oneOf(
    ["yes", "no"],
    "whether to train what the source did not: other poolings, random shifts, a circular network",
  ),
  trainCount: wholeNumber(0, 0, "training images, 0 for all"),
  testCount: wholeNumber(0, 0, "test images, 0 for all"),
  layerCount: wholeNumber(
    0,
    500,
    "test images for the layers' equivariance errors, 0 to leave them out",
  ),
};
