import {
  amount,
  keptShare,
  numberList,
  oneOf,
  positiveNumber,
  type SettingsSchema,
  yesOrNo,
} from "../core/settings.ts";
import type { Cell } from "../studies/study.ts";
import { optimiserNames, plainRecipe, type Recipe, scheduleNames } from "../train/recipe.ts";

/** Keys that say how a network is trained; all but the learning rate begin as in the plain recipe. */
export const recipeKeys: SettingsSchema<Recipe> = {
  optimiser: oneOf(optimiserNames, `rule of the steps: ${optimiserNames.join(", ")}`),
  learningRate: positiveNumber(0.05, "learning rate; the largest, where the schedule changes it"),
  momentum: keptShare(plainRecipe.momentum, "momentum of sgd, rmsprop or lars"),
  nesterov: yesOrNo(plainRecipe.nesterov, "whether sgd looks ahead along its momentum"),
  weightDecay: amount(
    plainRecipe.weightDecay,
    "pull towards zero; adamw keeps it off its averages",
  ),
  decoupledDecay: yesOrNo(
    plainRecipe.decoupledDecay,
    "whether sgd keeps the decay off its momentum",
  ),
  decayBiasAndNorm: yesOrNo(plainRecipe.decayBiasAndNorm, "whether biases and norm layers decay"),
  schedule: oneOf(scheduleNames, `how the learning rate goes on: ${scheduleNames.join(", ")}`),
  rateFactor: positiveNumber(
    plainRecipe.rateFactor,
    "what the schedules step and multi-step multiply the learning rate with",
  ),
  rateEpochs: numberList("epochs when they do: step every so many, multi-step after each of these"),
  warmupEpochs: amount(
    plainRecipe.warmupEpochs,
    "epochs in which the learning rate rises to its schedule",
  ),
  clipNorm: amount(plainRecipe.clipNorm, "largest length of the gradient, 0 for any"),
  averageDecay: keptShare(
    plainRecipe.averageDecay,
    "share that a moving average of weights and running statistics keeps at each step; it is what is tested then, and lags behind by 1/(1 - share) steps",
  ),
  labelSmoothing: keptShare(
    plainRecipe.labelSmoothing,
    "share of every label that is spread over all classes",
  ),
};

/** What a cell says of its training beside learning rate and momentum. */
export function cellRecipeOf({
  optimiser,
  nesterov,
  weightDecay,
  decoupledDecay,
  decayBiasAndNorm,
  schedule,
  rateFactor,
  rateEpochs,
  warmupEpochs,
  clipNorm,
  averageDecay,
  labelSmoothing,
}: Recipe): NonNullable<Cell["recipe"]> {
  return {
    optimiser,
    nesterov,
    weightDecay,
    decoupledDecay,
    decayBiasAndNorm,
    schedule,
    rateFactor,
    rateEpochs,
    warmupEpochs,
    clipNorm,
    averageDecay,
    labelSmoothing,
  };
}
