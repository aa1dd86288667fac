import type { Value } from "../graph/node.ts";
import { affine } from "../ops/affine.ts";
import { clip } from "../ops/clip.ts";
import { elu } from "../ops/elu.ts";
import { gelu } from "../ops/gelu.ts";
import { hardSigmoid, hardSwish } from "../ops/hardSwish.ts";
import { leakyRelu } from "../ops/leakyRelu.ts";
import { relu } from "../ops/relu.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { silu } from "../ops/silu.ts";
import { softplus } from "../ops/softplus.ts";
import { tanh } from "../ops/tanh.ts";

/**
 * Functions applied to each element between layers, by name.
 *
 * Shape: x -> x
 * @source scaledTanh: LeCun et al. 1998, Proc. IEEE 86(11), appendix A
 */
export const activationFunctions = {
  tanh,
  /** 1.7159·tanh(2x/3), which passes through (1, 1) and (-1, -1). */
  scaledTanh: (x: Value): Value => affine(tanh(affine(x, 2 / 3)), 1.7159),
  relu,
  /** relu that stops at 6. */
  relu6: (x: Value): Value => clip(x, 0, 6),
  /** With the slope 0.01. */
  leakyRelu: (x: Value): Value => leakyRelu(x),
  /** With alpha = 1. */
  elu: (x: Value): Value => elu(x),
  gelu,
  silu,
  softplus,
  hardSwish,
  sigmoid,
  hardSigmoid,
} as const;

/** The name of a function in `activationFunctions`. */
export type ActivationFunction = keyof typeof activationFunctions;
