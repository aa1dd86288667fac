import { UsageError } from "../core/errors.ts";
import { crossEntropy } from "../ops/crossEntropy.ts";
import { adam, adamW } from "./adam.ts";
import { withClipping } from "./clipGradient.ts";
import type { FitOptions } from "./fit.ts";
import { lars } from "./lars.ts";
import { oneCycleRate } from "./oneCycleRate.ts";
import type { Optimiser } from "./optimiser.ts";
import { rmsProp } from "./rmsProp.ts";
import {
  constantRate,
  cosineRate,
  inverseSqrtRate,
  multiStepRate,
  type Schedule,
  stepRate,
  withWarmup,
} from "./schedules.ts";
import { sgd } from "./sgd.ts";

/** Optimisers by name. */
export const optimiserNames = ["sgd", "adam", "adamw", "rmsprop", "lars"] as const;

/** Schedules by name. */
export const scheduleNames = [
  "constant",
  "step",
  "multi-step",
  "cosine",
  "one-cycle",
  "inverse-sqrt",
] as const;

/** How a network is trained, in words and numbers, as a command line or a file has them. */
export interface Recipe {
  readonly optimiser: (typeof optimiserNames)[number];
  /** Share of the last step that is kept; Adam has averages of its own. */
  readonly momentum: number;
  /** Looks ahead along the momentum of SGD. */
  readonly nesterov: boolean;
  readonly weightDecay: number;
  /** Leaves the decay out of SGD's momentum; AdamW keeps it off its averages without being told. */
  readonly decoupledDecay: boolean;
  /** Whether biases and norm layers decay too. */
  readonly decayBiasAndNorm: boolean;
  /** The largest, where the schedule changes it. */
  readonly learningRate: number;
  readonly schedule: (typeof scheduleNames)[number];
  /** What `step` and `multi-step` multiply the learning rate with each time. */
  readonly rateFactor: number;
  /** When they do so: `step` every so many epochs, `multi-step` after each of these epochs. */
  readonly rateEpochs: readonly number[];
  /** How long the learning rate rises to what the schedule has. */
  readonly warmupEpochs: number;
  /** The gradient's largest length, 0 for any. */
  readonly clipNorm: number;
  /** Share of the parameters' moving average that is kept at each step, 0 for no average. */
  readonly averageDecay: number;
  /** Share of every label that is spread over all classes. */
  readonly labelSmoothing: number;
}

/** Plain SGD at a constant rate: everything but the learning rate. */
export const plainRecipe: Omit<Recipe, "learningRate"> = {
  optimiser: "sgd",
  momentum: 0,
  nesterov: false,
  weightDecay: 0,
  decoupledDecay: false,
  decayBiasAndNorm: true,
  schedule: "constant",
  rateFactor: 0.1,
  rateEpochs: [],
  warmupEpochs: 0,
  clipNorm: 0,
  averageDecay: 0,
  labelSmoothing: 0,
};

/** How long a training is; an epoch is one pass over the training images. */
export interface TrainingLength {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
}

/**
 * What `fit` is told to follow a recipe.
 *
 * @throws {UsageError} when a number is out of range or has no use
 */
export function trainingOf(
  recipe: Recipe,
  length: TrainingLength,
): Pick<FitOptions, "optimiser" | "learningRate" | "loss" | "averageDecay"> {
  checkRecipe(recipe);
  const { clipNorm, averageDecay, labelSmoothing } = recipe;
  const optimiser = optimiserOf(recipe);
  return {
    optimiser: clipNorm > 0 ? withClipping(optimiser, { norm: clipNorm }) : optimiser,
    learningRate: ratesOf(recipe, length),
    loss: (logits, labels) => crossEntropy(logits, labels, { labelSmoothing }),
    averageDecay: averageDecay > 0 ? averageDecay : undefined,
  };
}

/**
 * Refuses what a recipe's optimiser or schedule has no use for, and numbers that they cannot work with.
 *
 * @throws {UsageError} naming it
 */
export function checkRecipe(recipe: Recipe): void {
  const { optimiser, momentum, nesterov, decoupledDecay, schedule, rateEpochs } = recipe;
  for (const [name, isAsked] of Object.entries({ nesterov, decoupledDecay })) {
    if (isAsked && optimiser !== "sgd") {
      throw new UsageError(`Cannot use ${optimiser}: ${name} is true, needs sgd`);
    }
  }
  if (momentum > 0 && optimiser.startsWith("adam")) {
    throw new UsageError(
      `Cannot use ${optimiser}: momentum is ${momentum}, needs sgd, rmsprop or lars`,
    );
  }
  const needed = schedule === "step" ? "one number" : schedule === "multi-step" ? "some" : "none";
  const count = rateEpochs.length;
  const fits = { "one number": count === 1, some: count > 0, none: count === 0 }[needed];
  if (!fits) {
    throw new UsageError(
      `Cannot use the schedule ${schedule}: rateEpochs are [${rateEpochs.join(", ")}], needs ${needed}`,
    );
  }
  optimiserOf(recipe);
  courseOf(recipe, { totalSteps: 1, stepsIn: Math.ceil }); // how long an epoch is does not matter here
}

function optimiserOf({ optimiser, momentum, nesterov, ...recipe }: Recipe): Optimiser {
  const { weightDecay, decoupledDecay: decoupled, decayBiasAndNorm } = recipe;
  const decay = { weightDecay, decayBiasAndNorm };
  switch (optimiser) {
    case "sgd":
      return sgd({ momentum, nesterov, decoupled, ...decay });
    case "adam":
      return adam(decay);
    case "adamw":
      return adamW(decay);
    case "rmsprop":
      return rmsProp({ momentum, ...decay });
    case "lars":
      return lars({ momentum, ...decay });
    default:
      return optimiser satisfies never;
  }
}

function ratesOf(recipe: Recipe, { epochs, stepsPerEpoch }: TrainingLength): Schedule {
  const stepsIn = (count: number) => Math.round(count * stepsPerEpoch);
  const totalSteps = Math.max(1, stepsIn(epochs));
  return withWarmup(courseOf(recipe, { totalSteps, stepsIn }), stepsIn(recipe.warmupEpochs));
}

function courseOf(
  { learningRate: rate, schedule, rateFactor: factor, rateEpochs }: Recipe,
  {
    totalSteps,
    stepsIn,
  }: { readonly totalSteps: number; readonly stepsIn: (epochs: number) => number },
): Schedule {
  switch (schedule) {
    case "constant":
      return constantRate(rate);
    case "step":
      return stepRate({ rate, factor, everySteps: stepsIn(rateEpochs[0]!) });
    case "multi-step":
      return multiStepRate({ rate, factor, atSteps: rateEpochs.map(stepsIn) });
    case "cosine":
      return cosineRate({ rate, totalSteps });
    case "one-cycle":
      return oneCycleRate({ rate, totalSteps });
    case "inverse-sqrt":
      return inverseSqrtRate({ rate });
    default:
      return schedule satisfies never;
  }
}
