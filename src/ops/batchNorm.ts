import { ShapeError } from "../core/errors.ts";
import { type Shape, showShape, sizeOf } from "../core/shape.ts";
import { apply, type Op, shapeOf, type TensorType, type Value } from "../graph/node.ts";
import { checkUnfused } from "./activation.ts";
import { add } from "./add.ts";
import { batchNormSecondGradient } from "./batchNormSecondGradient.ts";
import { checkFloat, checkSameFloat, checkShape, f32, noMacs } from "./shapeRules.ts";
import { statisticsGrad } from "./statisticsGrad.ts";

/*
 * Letters: N batch, C channels, M numbers a channel, which is N·H·W for images. Mean, variance, scale and shift are
 * f32 whatever x is.
 */

/** A function that batch normalisation may apply to its result: `passes/fuseBatchNorm` moves it here. */
export type NormActivation = "none" | "relu";

export interface BatchNormAttrs {
  /** Added to the variance before its root is taken. */
  readonly epsilon: number;
  readonly activation: NormActivation;
}

export interface BatchNormGradAttrs extends BatchNormAttrs {
  /** Whether the statistics were those of x, so that a gradient flows through them too, or came from elsewhere. */
  readonly statistics: "batch" | "given";
}

/** What a normalised value is multiplied with and moved by: usually trained. */
export interface ScaleAndShift {
  readonly scale: Value;
  readonly shift: Value;
}

/** Of all numbers that are normalised together; the variance is the biased one, Σ (x - mean)² / M. */
export interface Statistics {
  readonly mean: Value;
  readonly variance: Value;
}

export interface NormOptions {
  /** Added to the variance before its root is taken. */
  readonly epsilon?: number;
}

/**
 * scale · (x - mean) / √(variance + ε) + shift with each channel's mean and variance over the batch and space, which
 * are outputs too.
 *
 * Shape: x [N, C, ..], scale [C], shift [C] -> y as x, mean [C], variance [C]
 * @throws {ShapeError} when an operand is not one number a channel, or a channel has one number only
 * @source Ioffe & Szegedy 2015, arXiv:1502.03167
 */
export const batchNormOp: Op<BatchNormAttrs> = {
  name: "batchNorm",
  infer: ([x, scale, shift]) => {
    const action = "batch-normalise";
    const channels = checkChannels(action, x!, { scale: scale!, shift: shift! });
    if (countOf(x!.shape) < 2) {
      throw new ShapeError(
        `Cannot ${action}: x is ${showShape(x!.shape)}, one number a channel, needs at least 2`,
      );
    }
    return [x!, f32(channels), f32(channels)];
  },
  gradient: ({ inputs: [x, scale], outputs: [, mean, variance], attrs, dys }) => {
    checkUnfused("batchNorm", attrs.activation);
    const [dy, dMean, dVariance] = dys;
    const shape = [shapeOf(mean!)[0]!, ...shapeOf(x!).slice(2).fill(1)];
    const own = statisticsGrad(x!, { mean: mean!, dMean, dVariance, shape });
    if (!dy) return [own, null, null];
    const ownAttrs = { ...attrs, statistics: "batch" } as const;
    const [dx, ...rest] = apply(batchNormGradOp, [x!, dy, scale!, mean!, variance!], ownAttrs);
    return [own ? add(dx!, own) : dx!, ...rest];
  },
  macs: noMacs,
};

/**
 * The gradients of `batchNorm` and `batchNormEval` for x, scale and shift. With x̂ = (x - mean) / √(variance + ε):
 *
 *   dShift = Σ dy    dScale = Σ dy·x̂    dx = scale / √(variance + ε) · (dy - (dShift + x̂·dScale) / M)
 *
 * Statistics that came from elsewhere leave dy alone in the bracket. A fused ReLU lets dy count where y is positive.
 *
 * Shape: x [N, C, ..], dy as x, scale [C], mean [C], variance [C], y as x (with a ReLU) -> as x, [C], [C]
 */
export const batchNormGradOp: Op<BatchNormGradAttrs> = {
  name: "batchNormGrad",
  infer: ([x, dy, scale, mean, variance, y]) => {
    const action = "take the gradient of batchNorm";
    const perChannel = { scale: scale!, mean: mean!, variance: variance! };
    const channels = checkChannels(action, x!, perChannel);
    checkShape(action, "dy", dy!, x!.shape);
    checkSameFloat(action, { x: x!, dy: dy! });
    if (y) checkShape(action, "y", y, x!.shape);
    return [x!, f32(channels), f32(channels)];
  },
  gradient: ({ inputs: [x, dy, scale, mean, variance], outputs, attrs, dys }) => {
    checkUnfused("batchNormGrad", attrs.activation);
    const [, dScale, dShift] = outputs;
    return batchNormSecondGradient([x!, dy!, scale!, mean!, variance!], {
      epsilon: attrs.epsilon,
      isOfBatch: attrs.statistics === "batch",
      dScale: dScale!,
      dShift: dShift!,
      dys,
    });
  },
  macs: noMacs,
};

/** Every channel normalised by its mean and variance in this batch, which are given too: batch norm in training. */
export function batchNorm(
  x: Value,
  { scale, shift }: ScaleAndShift,
  { epsilon = 1e-5 }: NormOptions = {},
): Statistics & { readonly y: Value } {
  const attrs: BatchNormAttrs = { epsilon, activation: "none" };
  const [y, mean, variance] = apply(batchNormOp, [x, scale, shift], attrs);
  return { y: y!, mean: mean!, variance: variance! };
}

/**
 * Checks operands that hold one number a channel.
 *
 * Shape: [C]
 * @throws {ShapeError} when x has no channels, or an operand is not one f32 number for each
 */
export function checkChannels(
  action: string,
  x: TensorType,
  operands: Readonly<Record<string, TensorType>>,
): Shape {
  checkFloat(action, "x", x);
  if (x.shape.length < 2) {
    throw new ShapeError(
      `Cannot ${action}: x is ${showShape(x.shape)}, needs channels as its second dimension`,
    );
  }
  const channels = [x.shape[1]!];
  for (const [name, type] of Object.entries(operands)) {
    checkShape(action, name, type, channels);
    if (type.dtype !== "f32") {
      throw new ShapeError(`Cannot ${action}: ${name} is ${type.dtype}, needs f32`);
    }
  }
  return channels;
}

/** Numbers a channel. */
function countOf(shape: Shape): number {
  return sizeOf(shape) / shape[1]!;
}
