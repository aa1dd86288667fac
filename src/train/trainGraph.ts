import { type Graph, makeGraph } from "../graph/graph.ts";
import { instantiate, type Network } from "../nn/network.ts";
import { argMax } from "../ops/argMax.ts";
import { input } from "../ops/leaves.ts";
import { crossEntropy } from "../ops/nll.ts";
import { imagesOf, memoryOf } from "./networkInputs.ts";
import type { Optimiser } from "./optimiser.ts";
import { parameterGradient } from "./parameterGradient.ts";

export interface TrainGraphOptions {
  readonly network: Network;
  readonly optimiser: Optimiser;
  readonly batchSize: number;
  /** Whether every layer is an output too, under `layer/<name>` and before the loss. */
  readonly withLayers?: boolean;
}

/**
 * One step of training: the batch's mean cross-entropy, its predictions before the step, and the step.
 *
 * Shape: inputs images [N, C, H, W] (u8), labels [N] (u8), learningRate []; states parameters [P],
 *        buffers [B] where the network has any; input random [4] (i32) where it draws numbers; outputs loss [], predictions [N] (i32)
 */
export function trainGraph({
  network,
  optimiser,
  batchSize,
  withLayers = false,
}: TrainGraphOptions): Graph {
  const labels = input("labels", [batchSize], "u8");
  const learningRate = input("learningRate", []);
  const memory = memoryOf(network, "train");
  const instance = instantiate(network, imagesOf(network, batchSize), memory);
  const loss = crossEntropy(instance.logits, labels);
  const gradient = parameterGradient(loss, instance);
  const layers = Object.entries(withLayers ? instance.layers : {}).map(
    ([name, value]) => [`layer/${name}`, value] as const,
  );
  return makeGraph({ ...Object.fromEntries(layers), loss, predictions: argMax(instance.logits) }, [
    ...optimiser.updates({ parameters: memory.parameters, gradient, learningRate }),
    ...instance.updates,
  ]);
}
