import {
  keptShare,
  oneOf,
  positiveNumber,
  type SettingsSchema,
  seedList,
  text,
  wholeNumber,
  wholeNumberWithin,
} from "../../core/settings.ts";
import type { CommonSettings } from "../study.ts";

/**
 * What may be set in the sequence study.
 *
 * Units: counts in images, 0 for all there are
 */
export interface SequenceSettings extends CommonSettings {
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly filters: number;
  readonly kernelSize: number;
  readonly padding: "none" | "same";
  readonly activation: "relu" | "tanh" | "sigmoid";
  readonly poolSize: number;
  readonly dropout: number;
  readonly hiddenSize: number;
  readonly labels: "one-hot" | "soft";
  readonly reads: "logits" | "probabilities";
  readonly initialisation: "pytorch" | "keras";
  readonly experiments: "yes" | "no";
  readonly fitCount: number;
  readonly askedCount: number;
}

/**
 * What the source says is default; where it is silent, the choices of docs/studies/sequence.md.
 *
 * @source filters, dropout, batches, epochs and learning rate: Inoue & Tsukamoto 2021, section 2.2 and table 1; the rest is
 * ours
 */
export const sequenceSettings: SettingsSchema<SequenceSettings> = {
  data: text("mnist", "data set of digits: mnist or generated-digits"),
  seeds: seedList([0, 1, 2], "seeds, each a training of every network"),
  learningRate: positiveNumber(0.01, "learning rate of plain SGD, constant"),
  epochs: wholeNumber(1, 100, "times that all training pairs are shown"),
  batchSize: wholeNumber(1, 128, "pairs a step"),
  filters: wholeNumberWithin([1, 64], 16, "filters of each CNN's convolution"),
  kernelSize: wholeNumberWithin([1, 15], 3, "height and width of a filter"),
  padding: oneOf(["none", "same"], "whether images are surrounded by zeros"),
  activation: oneOf(["relu", "tanh", "sigmoid"], "what follows the convolution"),
  poolSize: wholeNumberWithin([2, 7], 2, "height and width of a window of max pooling"),
  dropout: keptShare(0.25, "share of pooled values left out in training"),
  hiddenSize: wholeNumberWithin([2, 1024], 128, "units of the LSTM"),
  labels: oneOf(
    ["one-hot", "soft"],
    "how model-1's LSTM is told what the CNNs say: the likeliest digit, or all probabilities",
  ),
  reads: oneOf(
    ["logits", "probabilities"],
    "what model-2's LSTM reads of the CNNs: outputs before or after softmax",
  ),
  initialisation: oneOf(["pytorch", "keras"], "whose usual initialisation networks begin with"),
  experiments: oneOf(
    ["yes", "no"],
    "whether to train what the source did not: why its LSTM ended where it did",
  ),
  trainCount: wholeNumber(0, 0, "training digits, 0 for all; the first 70% are learned from"),
  testCount: wholeNumber(0, 0, "test digits, 0 for all"),
  fitCount: wholeNumber(10, 1000, "digits, of those set aside, that linear readouts are fitted to"),
  askedCount: wholeNumber(10, 2000, "test digits that linear readouts are tested with"),
};
