import { endsOf, type Graph } from "../graph/graph.ts";
import type { Node } from "../graph/node.ts";
import { postOrder } from "../graph/postOrder.ts";

/**
 * The order in which to run a graph's nodes. Of a node's inputs the last is made ready first: the gradient vector is a
 * concatenation in the order of the layers, and begun at its end each layer's gradients are computed as soon as they
 * can be, while what they need is still in the cache, and then free its memory. Begun at the front, all layers' would
 * wait for the first's.
 */
export function scheduleOf(graph: Graph): Node[] {
  return postOrder(endsOf(graph), "last");
}
