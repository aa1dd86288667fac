import type { Backend } from "../backends/backend.ts";
import type { ImageSet } from "../data/imageSet.ts";
import { firstExamples } from "../data/selectExamples.ts";
import { makeGraph } from "../graph/graph.ts";
import { instantiate, type Network, type NetworkNumbers } from "../nn/network.ts";
import { checkImages } from "./checkImages.ts";
import { imagesOf, memoryOf } from "./networkInputs.ts";
import { showBatches } from "./showBatches.ts";
import { holdNetwork, readNetwork } from "./states.ts";

export interface SettleOptions {
  readonly network: Network;
  readonly backend: Backend;
  /** Images that are shown together, as many as in training. */
  readonly batchSize: number;
}

/** After so many steps, a running average that keeps nine tenths of itself holds less than a thirty-thousandth of where it began. */
const leastBatches = 100;

/**
 * A network with the weights it has and the running statistics that a set's images give its layers, as training would have
 * left them. Those that batch norm begins with, mean 0 and variance 1, are nobody's: a network that is looked at with them
 * differs from a trained one by more than what it has learned. Networks that keep no statistics stay as they are.
 *
 * Shape: images [N, C, H, W]
 * @throws {UsageError} when there are no images
 * @throws {ShapeError | DataError} when images do not fit the network
 */
export function settleStatistics(
  numbers: NetworkNumbers,
  set: ImageSet,
  { network, backend, batchSize: most }: SettleOptions,
): NetworkNumbers {
  checkImages(network, set);
  const batchSize = Math.min(most, set.count);
  const memory = memoryOf(network, "train");
  const { logits, updates } = instantiate(network, imagesOf(network, batchSize), memory);
  if (updates.length === 0) return numbers;
  const states = holdNetwork(numbers, backend);
  const executable = backend.compile(makeGraph({ logits }, updates), states);
  const batches = Math.min(leastBatches, Math.floor(set.count / batchSize));
  const whole = firstExamples(set, batches * batchSize);
  try {
    for (let shown = 0; shown < leastBatches; shown += batches) {
      showBatches(executable, whole, () => {});
    }
    return readNetwork(states);
  } finally {
    executable.dispose();
  }
}
