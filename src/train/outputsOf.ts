import type { ImageSet } from "../data/imageSet.ts";
import { checkImages } from "./checkImages.ts";
import type { EvaluatorOptions } from "./evaluate.ts";
import { evaluateGraph } from "./evaluateGraph.ts";
import { showBatches } from "./showBatches.ts";

/** Who is asked, and what is wanted of it. */
export interface OutputsOptions extends EvaluatorOptions {
  /** `logits` where nothing is said. */
  readonly layer?: string;
}

/**
 * What a layer of a network, in eval mode, says of every image of a set.
 *
 * Shape: images [N, C, H, W] -> [N, …layer]
 * @throws {UsageError} when there are no images, or the network has no layer of that name
 * @throws {ShapeError | DataError} when images or labels do not fit the network
 */
export function outputsOf(
  set: ImageSet,
  { network, backend, states, layer = "logits", batchSize: most = 100 }: OutputsOptions,
): Float32Array {
  checkImages(network, set);
  const batchSize = Math.min(most, set.count);
  const graph = evaluateGraph({ network, batchSize, layers: [layer] });
  const executable = backend.compile(graph, states);
  try {
    const batch = executable.outputs[layer]!;
    const size = batch.length / batchSize;
    const outputs = new Float32Array(set.count * size);
    showBatches(executable, set, ({ from, to }) =>
      outputs.set(batch.subarray(0, (to - from) * size), from * size),
    );
    return outputs;
  } finally {
    executable.dispose();
  }
}
