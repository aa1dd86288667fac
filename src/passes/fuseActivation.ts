import type { Graph } from "../graph/graph.ts";
import { applySingle, type Node, type Op, type Value } from "../graph/node.ts";
import type { FusedActivation } from "../ops/activation.ts";
import { conv2dOp } from "../ops/conv2d.ts";
import { linearOp } from "../ops/linear.ts";
import { reluOp } from "../ops/relu.ts";
import { sigmoidOp } from "../ops/sigmoid.ts";
import { tanhOp } from "../ops/tanh.ts";
import { readersOf, rewriteGraph } from "./rewrite.ts";

/** Operations that can apply an activation to their result before they write it. */
const hosts = new Set<Op>([conv2dOp, linearOp]);

const activations = new Map<Op, FusedActivation>([
  [reluOp, "relu"],
  [tanhOp, "tanh"],
  [sigmoidOp, "sigmoid"],
]);

/**
 * Moves an activation into the convolution or linear layer before it, where nothing else reads what lies between:
 * one pass over memory less. Gradients must have been built before, from the activation's output. `pays` says for which
 * nodes the backend gains by it.
 */
export function fuseActivation(graph: Graph, pays: (host: Node) => boolean): Graph {
  const readers = readersOf(graph);
  return rewriteGraph(graph, (node, inputs) => {
    const activation = activations.get(node.op);
    const before = node.inputs[0];
    if (!activation || !before || !hosts.has(before.node.op) || readers(before) !== 1) return null;
    if (!pays(before.node)) return null;
    const host: Value = inputs[0]!;
    return [
      applySingle(host.node.op, host.node.inputs, {
        ...(host.node.attrs as object),
        activation,
      }),
    ];
  });
}
