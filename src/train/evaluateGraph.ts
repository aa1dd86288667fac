import { UsageError } from "../core/errors.ts";
import { needs } from "../core/suggest.ts";
import { type Graph, makeGraph } from "../graph/graph.ts";
import { instantiate, type Network } from "../nn/network.ts";
import { argMax } from "../ops/argMax.ts";
import { imagesOf, memoryOf } from "./networkInputs.ts";

export interface EvaluateGraphOptions {
  readonly network: Network;
  readonly batchSize: number;
  /** Layers whose outputs are wanted beside the predictions; `logits` is one. */
  readonly layers?: readonly string[];
}

/**
 * What a network says of a batch of images: its predictions and, under their names, the outputs of layers.
 *
 * Shape: input images [N, C, H, W] (u8 or f32); states parameters [P], buffers [B];
 *        outputs predictions [N] (i32) and layers [N, …]
 * @throws {UsageError} when the network has no layer of that name
 */
export function evaluateGraph({ network, batchSize, layers = [] }: EvaluateGraphOptions): Graph {
  const instance = instantiate(network, imagesOf(network, batchSize), memoryOf(network, "eval"));
  const wanted = layers.map((name) => {
    const value = instance.layers[name];
    if (!value) {
      throw new UsageError(
        `Cannot look into "${network.name}": it has no layer "${name}", ${needs(name, Object.keys(instance.layers))}`,
      );
    }
    return [name, value] as const;
  });
  return makeGraph({ predictions: argMax(instance.logits), ...Object.fromEntries(wanted) });
}
