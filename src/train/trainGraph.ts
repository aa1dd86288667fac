import { type Graph, makeGraph } from "../graph/graph.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { describeNetwork, instantiate, type Network } from "../nn/network.ts";
import { add } from "../ops/add.ts";
import { argMax } from "../ops/argMax.ts";
import { crossEntropy } from "../ops/crossEntropy.ts";
import { input } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { reshape } from "../ops/reshape.ts";
import { sub } from "../ops/sub.ts";
import { averageUpdates } from "./averageUpdates.ts";
import { imagesOf, memoryOf } from "./networkInputs.ts";
import type { Optimiser } from "./optimiser.ts";
import { parameterGradient } from "./parameterGradient.ts";

/** What training makes small. Shape: logits [N, K], labels [N] (i32) -> [] */
export type Loss = (logits: Value, labels: Value) => Value;

export interface TrainGraphOptions {
  readonly network: Network;
  readonly optimiser: Optimiser;
  readonly batchSize: number;
  /** Mean cross-entropy by default. */
  readonly loss?: Loss | undefined;
  /** Keeps moving averages of parameters and buffers as states too; see `averageUpdates`. */
  readonly averageDecay?: number | undefined;
  /** Whether every layer is an output too, under `layer/<name>` and before the loss. */
  readonly withLayers?: boolean;
  /** Whether images are mixed with others: then the loss is that for both labels, each by its share. */
  readonly isMixed?: boolean | undefined;
  /** Whether what lies inside blocks is computed again for the gradients instead of being kept. */
  readonly recompute?: boolean | undefined;
}

/**
 * One step of training: the batch's loss, its predictions before the step, and the step.
 *
 * Shape: inputs images [N, C, H, W] (u8 or f32), labels [N] (i32), learningRate []; states parameters [P],
 *        buffers [B] where the network has any; input random [4] (i32) where it draws numbers; inputs
 *        otherLabels [N] (i32) and otherShare [1] where images are mixed; outputs loss [], predictions [N] (i32)
 */
export function trainGraph({
  network,
  optimiser,
  batchSize,
  loss: lossOf = crossEntropy,
  averageDecay,
  withLayers = false,
  isMixed = false,
  recompute = false,
}: TrainGraphOptions): Graph {
  const labels = input("labels", [batchSize], "i32");
  const learningRate = input("learningRate", []);
  const memory = memoryOf(network, "train");
  const instance = instantiate(network, imagesOf(network, batchSize), memory);
  const loss = isMixed
    ? mixedLoss(instance.logits, labels, lossOf)
    : lossOf(instance.logits, labels);
  const gradient = parameterGradient(loss, instance, { recompute });
  const { parameters } = memory;
  const { parameters: places, layers: specs } = describeNetwork(network);
  const layers = (withLayers ? specs : []).map(
    ({ name }) => [`layer/${name}`, instance.layers[name]!] as const,
  );
  const updates = [
    ...optimiser.updates({ parameters, gradient, learningRate, places }),
    ...instance.updates,
  ];
  const numbers = updates.filter(({ state }) => state === parameters || state === memory.buffers);
  return makeGraph({ ...Object.fromEntries(layers), loss, predictions: argMax(instance.logits) }, [
    ...updates,
    ...(averageDecay === undefined ? [] : averageUpdates(numbers, averageDecay)),
  ]);
}

/** The loss for the images' own labels and for those of the images that were mixed in, each by its share. */
function mixedLoss(logits: Value, labels: Value, lossOf: Loss): Value {
  const otherLabels = input("otherLabels", shapeOf(labels), "i32");
  const share = reshape(input("otherShare", [1]), []);
  const [own, other] = [lossOf(logits, labels), lossOf(logits, otherLabels)];
  return add(own, mul(share, sub(other, own)));
}
