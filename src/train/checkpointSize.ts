import { sizeOf } from "../core/shape.ts";
import { leavesOf, makeGraph } from "../graph/graph.ts";
import { describeNetwork, type Network } from "../nn/network.ts";
import { input, state } from "../ops/leaves.ts";
import type { Optimiser } from "./optimiser.ts";

export interface CheckpointSizeOptions {
  readonly network: Network;
  readonly optimiser: Optimiser;
  /** Whether moving averages of the weights are kept too. */
  readonly isAveraged: boolean;
}

/** Bytes per number; training keeps nothing but float32. */
const bytesPerNumber = 4;

/** Room for names and shapes, and for the state beside the tensors. Units: bytes */
const describing = 16_384;

/**
 * How large a checkpoint of a training is, about.
 *
 * Units: bytes
 */
export function checkpointSize({ network, optimiser, isAveraged }: CheckpointSizeOptions): number {
  const { parameters: places, parameterCount, bufferCount } = describeNetwork(network);
  const updates = optimiser.updates({
    parameters: state("parameters", [parameterCount]),
    gradient: input("gradient", [parameterCount]),
    learningRate: input("learningRate", []),
    places,
  });
  const kept = leavesOf(makeGraph({}, updates), "state").map(({ value }) =>
    sizeOf(value.type.shape),
  );
  const numbers = kept.reduce((sum, count) => sum + count, bufferCount);
  // The averages lie beside the numbers that they are averages of, and once more as the network that is tested.
  const averages = isAveraged ? 2 * (parameterCount + bufferCount) : 0;
  return bytesPerNumber * (numbers + averages) + describing;
}
