import type { Value } from "../graph/node.ts";
import { describeNetwork, type Network, type NetworkMemory } from "../nn/network.ts";
import type { Mode } from "../nn/scope.ts";
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

/** The states `parameters` [P] and `buffers` [B]. */
export function memoryOf(network: Network, mode: Mode): NetworkMemory {
  const { parameterCount, bufferCount } = describeNetwork(network);
  return {
    parameters: state("parameters", [parameterCount]),
    buffers: state("buffers", [bufferCount]),
    mode,
  };
}
