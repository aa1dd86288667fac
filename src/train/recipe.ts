import { UsageError } from "../core/errors.ts";
import { crossEntropy } from "../ops/crossEntropy.ts";
import { adam, adamW } from "./adam.ts";
import { withClipping } from "./clipGradient.ts";
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
import type { Loss } from "./trainGraph.ts";

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
  decayBiasAndNorm: true,
  schedule: "constant",
  rateFactor: 0.1,
  rateEpochs: [],
  warmupEpochs: 0,
  clipNorm: 0,
  averageDecay: 0,
  labelSmoothing: 0,
};

/**
 * The optimiser of a recipe.
 *
 * @throws {UsageError} when a number is out of range or the optimiser has no use for it
 */
export function optimiserOf(recipe: Recipe): Optimiser {
  const { optimiser, momentum, nesterov, clipNorm } = recipe;
  const unused = [
    nesterov && optimiser !== "sgd" ? "nesterov" : "",
    momentum > 0 && optimiser.startsWith("adam") ? `momentum ${momentum}` : "",
  ].find((what) => what !== "");
  if (unused) {
    throw new UsageError(`Cannot use ${optimiser}: ${unused} is no option of it, needs none`);
  }
  const own = unclipped(recipe);
  return clipNorm > 0 ? withClipping(own, { norm: clipNorm }) : own;
}

function unclipped({ optimiser, momentum, nesterov, ...recipe }: Recipe): Optimiser {
  const { weightDecay, decayBiasAndNorm } = recipe;
  const decay = { weightDecay, decayBiasAndNorm };
  switch (optimiser) {
    case "sgd":
      return sgd({ momentum, nesterov, ...decay });
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

export interface TrainingLength {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
}

/**
 * The learning rates of a recipe's steps.
 *
 * @throws {UsageError} when a number is out of range or the schedule has no use for it
 */
export function ratesOf(recipe: Recipe, length: TrainingLength): Schedule {
  const warmupSteps = Math.round(recipe.warmupEpochs * length.stepsPerEpoch);
  return withWarmup(withoutWarmup(recipe, length), warmupSteps);
}

function withoutWarmup(recipe: Recipe, { epochs, stepsPerEpoch }: TrainingLength): Schedule {
  const { learningRate: rate, schedule, rateFactor: factor, rateEpochs } = recipe;
  const totalSteps = Math.max(1, epochs * stepsPerEpoch);
  const falls = schedule === "step" || schedule === "multi-step";
  if (falls !== rateEpochs.length > 0 || (schedule === "step" && rateEpochs.length > 1)) {
    const needed = schedule === "step" ? "one number" : falls ? "numbers" : "none";
    throw new UsageError(
      `Cannot use the schedule ${schedule}: rateEpochs are [${rateEpochs.join(", ")}], needs ${needed}`,
    );
  }
  const atSteps = rateEpochs.map((epoch) => Math.round(epoch * stepsPerEpoch));
  switch (schedule) {
    case "constant":
      return constantRate(rate);
    case "step":
      return stepRate({ rate, factor, everySteps: atSteps[0]! });
    case "multi-step":
      return multiStepRate({ rate, factor, atSteps });
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

/** The loss of a recipe. */
export function lossOf({ labelSmoothing }: Recipe): Loss {
  return (logits, labels) => crossEntropy(logits, labels, { labelSmoothing });
}
