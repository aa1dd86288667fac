import type { Value } from "../graph/node.ts";
import { affine } from "../ops/affine.ts";
import { relu } from "../ops/relu.ts";
import { sigmoid } from "../ops/sigmoid.ts";
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
  sigmoid,
} as const;

/** The name of a function in `activationFunctions`. */
export type ActivationFunction = keyof typeof activationFunctions;
