import { apply, applySingle, type Op, type Value } from "../graph/node.ts";
import { checkUnfused } from "./activation.ts";
import { affine, neg } from "./affine.ts";
import {
  type BatchNormAttrs,
  batchNormGradOp,
  checkChannels,
  type NormOptions,
  type ScaleAndShift,
  type Statistics,
} from "./batchNorm.ts";
import { mul } from "./mul.ts";
import { rsqrt } from "./pow.ts";
import { noMacs } from "./shapeRules.ts";

/**
 * scale · (x - mean) / √(variance + ε) + shift with each channel's mean and variance from elsewhere.
 *
 * Shape: x [N, C, ..], scale [C], shift [C], mean [C], variance [C] -> as x
 * @throws {ShapeError} when an operand is not one number a channel
 * @source Ioffe & Szegedy 2015, arXiv:1502.03167, algorithm 2
 */
export const batchNormEvalOp: Op<BatchNormAttrs> = {
  name: "batchNormEval",
  infer: ([x, scale, shift, mean, variance]) => {
    const perChannel = { scale: scale!, shift: shift!, mean: mean!, variance: variance! };
    checkChannels("batch-normalise", x!, perChannel);
    return [x!];
  },
  gradient: ({ inputs: [x, scale, , mean, variance], attrs, dys: [dy] }) => {
    checkUnfused("batchNormEval", attrs.activation);
    const [dx, dScale, dShift] = apply(batchNormGradOp, [x!, dy!, scale!, mean!, variance!], {
      ...attrs,
      statistics: "given",
    });
    const r = rsqrt(affine(variance!, 1, attrs.epsilon)); // 1 / √(variance + ε)
    const slope = mul(scale!, r); //                         ∂y/∂x
    const dMean = neg(mul(dShift!, slope));
    const dVariance = affine(mul(dScale!, mul(slope, r)), -0.5);
    return [dx!, dScale!, dShift!, dMean, dVariance];
  },
  macs: noMacs,
};

/** Every channel normalised by a mean and a variance that were kept: batch norm after training. */
export function batchNormEval(
  x: Value,
  { scale, shift, mean, variance }: ScaleAndShift & Statistics,
  { epsilon = 1e-5 }: NormOptions = {},
): Value {
  const attrs: BatchNormAttrs = { epsilon, activation: "none" };
  return applySingle(batchNormEvalOp, [x, scale, shift, mean, variance], attrs);
}
