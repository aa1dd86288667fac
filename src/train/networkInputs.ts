import type { Value } from "../graph/node.ts";
import { describeNetwork, type Network } from "../nn/network.ts";
import { input, state } from "../ops/leaves.ts";
import { toFloat } from "../ops/toFloat.ts";

/**
 * The input `images`, bytes, as the fractions of 1 that networks see.
 *
 * Shape: [N, C, H, W]
 */
export function imagesOf({ inputShape }: Network, batchSize: number): Value {
  return toFloat(input("images", [batchSize, ...inputShape], "u8"), 1 / 255);
}

/** The state `parameters`. Shape: [P] */
export function parametersOf(network: Network): Value {
  return state("parameters", [describeNetwork(network).parameterCount]);
}
