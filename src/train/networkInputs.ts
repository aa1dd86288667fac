import type { Value } from "../graph/node.ts";
import { describeNetwork, type Network, type NetworkMemory } from "../nn/network.ts";
import type { Mode } from "../nn/scope.ts";
import { input, state } from "../ops/leaves.ts";
import { toFloat } from "../ops/toFloat.ts";

/**
 * The input `images` as networks see it: bytes as fractions of 1, floats as they are.
 *
 * Shape: [N, …inputShape]
 */
export function imagesOf({ inputShape, inputDtype = "u8" }: Network, batchSize: number): Value {
  const images = input("images", [batchSize, ...inputShape], inputDtype);
  return inputDtype === "u8" ? toFloat(images, 1 / 255) : images;
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
