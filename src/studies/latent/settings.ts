import {
  amount,
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
 * What may be set in the latent study.
 *
 * Units: counts in images
 */
export interface LatentSettings extends CommonSettings {
  readonly width: number;
  readonly normalisation: "batch" | "none";
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly augment: "yes" | "no";
  readonly controls: "yes" | "no";
  readonly sampleCount: number;
  readonly viewCount: number;
  readonly pictureCount: number;
}

/**
 * The source says nothing of how its networks are trained, nor how many images it asks: all of this is ours.
 *
 * @source own design, after the recipe that DESIGN of this project proposes for `sixconv`
 */
export const latentSettings: SettingsSchema<LatentSettings> = {
  data: text(
    "cifar-10",
    "data set of colour images: cifar-10, a packed copy of it, or shapes-textures",
  ),
  seeds: seedList([0, 1, 2], "seeds, each a training of every network"),
  width: wholeNumberWithin([2, 64], 16, "channels of the first two convolutions"),
  normalisation: oneOf(["batch", "none"], "what stands between a convolution and its ReLU"),
  learningRate: positiveNumber(
    0.05,
    "largest learning rate of SGD, falling along a cosine; a fifth of it without batch norm",
  ),
  momentum: keptShare(0.9, "momentum of SGD"),
  weightDecay: amount(5e-4, "weight decay"),
  epochs: wholeNumber(1, 8, "times that all training images are shown"),
  batchSize: wholeNumber(2, 128, "images a step"),
  augment: oneOf(["yes", "no"], "whether training images are moved by up to 4 pixels and mirrored"),
  controls: oneOf(
    ["yes", "no"],
    "whether to train what the source did not: on shuffled labels, and without or with batch norm",
  ),
  trainCount: wholeNumber(0, 0, "training images, 0 for all"),
  testCount: wholeNumber(0, 0, "test images, 0 for all"),
  sampleCount: wholeNumber(
    100,
    5000,
    "test images whose outputs are counted before and after training, at most",
  ),
  viewCount: wholeNumber(
    100,
    2000,
    "images for everything that is measured more often: epochs, stages, training images",
  ),
  pictureCount: wholeNumber(
    0,
    500,
    "test images in t-SNE's and UMAP's pictures, 0 to leave them out",
  ),
};
