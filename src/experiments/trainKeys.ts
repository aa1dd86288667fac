import { z } from "zod";
import {
  amount,
  oneOf,
  type Setting,
  type SettingsSchema,
  seedList,
  text,
  wholeNumber,
} from "../core/settings.ts";
import { type SelectionSettings, selectionSettings } from "../data/selection/selectionSettings.ts";
import type { Recipe } from "../train/recipe.ts";
import { backendKeys, intervalKey, recomputeKey, runsKeys, workersKey } from "./commonKeys.ts";
import { type ImageSettings, imageKeys } from "./imageKeys.ts";
import type { DataSettings } from "./openDataset.ts";
import { probeKeys } from "./probes/probeKeys.ts";
import { recipeKeys } from "./recipeKeys.ts";
import { type WeightsSettings, weightsKeys } from "./weightsKeys.ts";

/** What a training is; `runs/<experiment>` is where it lies. */
export interface TrainSettings
  extends DataSettings,
    SelectionSettings,
    ImageSettings,
    WeightsSettings,
    Recipe {
  readonly model: string;
  readonly seeds: readonly number[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly lastPartial: "drop" | "keep";
}

/** Part of a path, so nothing that leads out of its folder. */
const experiment: Setting<string> = {
  schema: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  default: "train",
  description: "folder inside the folder of all runs",
  needs: "lower-case letters, digits and hyphens",
};

/** Keys of the training itself; a network's options come on top. */
export const trainKeys: SettingsSchema<TrainSettings> = {
  model: text("lenet5", "network, see `learnscope models ls`; its options are keys too"),
  data: text("mnist", "data set, see `learnscope data ls`; its options are keys too"),
  seeds: seedList([0], "seeds, a training each"),
  epochs: wholeNumber(0, 2, "times that all training images are shown"),
  ...recipeKeys,
  batchSize: wholeNumber(1, 64, "images a step"),
  lastPartial: oneOf(
    ["drop", "keep"],
    "what becomes of the last images of an epoch that do not fill a batch",
  ),
  trainCount: wholeNumber(0, 0, "training images, the first so many; 0 for all"),
  testCount: wholeNumber(0, 0, "test images, the first so many; 0 for all"),
  ...selectionSettings,
  ...imageKeys,
  ...weightsKeys,
};

/** How a training is done: nothing of it changes what the training is, though some of it changes the last bits. */
export const engineKeys = {
  ...backendKeys,
  ...recomputeKey,
  ...workersKey,
  ladder: oneOf(
    ["log2", "every", "last"],
    "which epochs' checkpoints are kept besides the best and the last: 0, 1, 2, 4, 8…, every, or none",
  ),
  checkpointSeconds: amount(60, "seconds within an epoch after which a checkpoint is written"),
  ...probeKeys,
};

/** Keys of what surrounds a training. */
export const trainCommonKeys = { experiment, ...runsKeys, ...engineKeys, ...intervalKey };
