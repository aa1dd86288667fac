import { batchRanges } from "../../data/feed/batchRanges.ts";
import type { Cell } from "../../studies/study.ts";
import { plainRecipe, trainingOf } from "../../train/recipe.ts";

/** The learning rate of a training's last step up to the end of an epoch; of its first step, before any. */
export function learningRateAt(cell: Cell, trainCount: number, epoch: number): number {
  const { epochs, batchSize, lastPartial = "drop", learningRate, momentum } = cell;
  const stepsPerEpoch = batchRanges(trainCount, batchSize, lastPartial).length;
  const recipe = { ...plainRecipe, ...cell.recipe, learningRate, momentum };
  const rate = trainingOf(recipe, { epochs, stepsPerEpoch }).learningRate;
  return typeof rate === "number" ? rate : rate(Math.max(0, epoch * stepsPerEpoch - 1));
}
