import type { Backend, States } from "../backends/backend.ts";
import type { ImageSet } from "../data/imageSet.ts";
import type { Network } from "../nn/network.ts";
import { checkImages } from "./checkImages.ts";
import { evaluateGraph } from "./evaluateGraph.ts";
import { showBatches } from "./showBatches.ts";

export interface EvaluatorOptions {
  readonly network: Network;
  readonly backend: Backend;
  /** Where the parameters are, under `parameters`. */
  readonly states: States;
  /** Images a run; any number can be evaluated whatever it is. */
  readonly batchSize?: number;
}

/** A network compiled to be asked, with the parameters that its states hold at the time. */
export interface Evaluator {
  /**
   * The class that the network gives each image.
   *
   * Shape: [N]
   */
  predict(set: ImageSet): Int32Array;
  dispose(): void;
}

/**
 * Compiles a network for asking. No image's result depends on its neighbours, nor on what fills up the last batch.
 */
export function makeEvaluator({
  network,
  backend,
  states,
  batchSize = 100,
}: EvaluatorOptions): Evaluator {
  const executable = backend.compile(evaluateGraph({ network, batchSize }), states);
  const batchPredictions = executable.outputs.predictions!;
  return {
    predict(set) {
      checkImages(network, set);
      const predictions = new Int32Array(set.count);
      showBatches(executable, set, ({ from, to }) =>
        predictions.set(batchPredictions.subarray(0, to - from), from),
      );
      return predictions;
    },
    dispose: () => executable.dispose(),
  };
}

/** Units: fraction of the predictions that are the label */
export function accuracyOf(predictions: ArrayLike<number>, labels: ArrayLike<number>): number {
  return matchesOf(predictions, labels) / labels.length;
}

/** How many predictions are the label; as many are compared as there are labels. */
export function matchesOf(predictions: ArrayLike<number>, labels: ArrayLike<number>): number {
  let matches = 0;
  for (let i = 0; i < labels.length; i++) if (predictions[i] === labels[i]) matches++;
  return matches;
}
