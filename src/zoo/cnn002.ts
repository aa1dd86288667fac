import type { Value } from "../graph/node.ts";
import { activationFunctions } from "../nn/activations.ts";
import { dropout } from "../nn/dropout.ts";
import { linear } from "../nn/linear.ts";
import type { Scope } from "../nn/scope.ts";
import { flatten } from "../ops/reshape.ts";
import type { Pair } from "../ops/window.ts";
import {
  convolutionChoice,
  imageChoices,
  imageNetwork,
  type NetworkMaker,
  type Plan,
} from "./imageNetwork.ts";
import { initialisationChoice, startsOf } from "./initialisation.ts";
import { type Chosen, share, wholeNumber } from "./options.ts";

/** Where the networks of source 002 were published. */
export const source002 =
  "Inoue & Tsukamoto 2021, Consideration of weight parameter characteristics by comparing network structures in deep learning (in Japanese)";

/** What may be chosen of the CNN of source 002; `width` is its number of filters. */
export const cnn002Choices = {
  ...imageChoices({ width: wholeNumber(16), classes: 10, inputSize: 28 }),
  inChannels: wholeNumber(1, { most: 64 }),
  kernelSize: wholeNumber(3, { most: 15 }),
  /** `same` surrounds the image with zeros, so that the maps have its size. */
  padding: ["none", "same"],
  activation: ["relu", "tanh", "sigmoid"],
  pooling: ["max", "avg", "blur"],
  poolSize: wholeNumber(2, { least: 2, most: 7 }),
  convolutionLayer: convolutionChoice,
  dropout: share(0.25),
  /** Whose default the weights begin with. */
  initialisation: initialisationChoice,
} as const;

/** The options of `cnn002` as its layers take them. */
export type Cnn002Plan = Plan<Chosen<typeof cnn002Choices>>;

/**
 * The CNN of source 002: a convolution with 16 filters, pooling, dropout of 0.25, and an output for each digit. No more
 * is stated there. Assumed are windows of 3×3 without padding, ReLU, max pooling of 2×2, and a full connection right
 * behind the dropout: the CNN for MNIST among the examples of Keras has these first layers, with the same dropout. Its
 * weights begin as PyTorch's do, or as those of Keras.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source Inoue & Tsukamoto 2021, "Consideration of weight parameter characteristics by comparing network structures
 *         in deep learning" (in Japanese), section 2.2
 */
export const cnn002: NetworkMaker<Chosen<typeof cnn002Choices>> = imageNetwork(
  source002,
  buildCnn002,
);

/** The layers of `cnn002` at some place of a network. Shape: [N, C, S, S] -> [N, K] */
export function buildCnn002(x: Value, scope: Scope, plan: Cnn002Plan): Value {
  const { width, classes, kernelSize, activation, poolSize, pooling, convolution } = plan;
  const around: Pair = [Math.floor((kernelSize - 1) / 2), Math.floor(kernelSize / 2)];
  const padding = plan.padding === "same" ? ([around, around] as const) : 0;
  const initialiser = startsOf[plan.initialisation].layer;
  const options = { outChannels: width, kernelSize, padding, initialiser };
  const sums = convolution(x, scope.child("conv"), options);
  const maps = scope.tap("conv", activationFunctions[activation](sums)); //           [N, 16, 26, 26]
  const pool = { kernelSize: poolSize, stride: poolSize };
  const pooled = scope.tap("pool", pooling(maps, scope.child("pool"), pool)); //      [N, 16, 13, 13]
  const kept = dropout(flatten(pooled), scope.child("dropout"), { rate: plan.dropout });
  return linear(kept, scope.child("output"), { outFeatures: classes, initialiser }); // [N, K]
}
