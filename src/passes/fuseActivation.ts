import type { Graph } from "../graph/graph.ts";
import { applySingle, type Node, type Op, type Value } from "../graph/node.ts";
import type { FusedActivation } from "../ops/activation.ts";
import { conv2dOp } from "../ops/conv2d.ts";
import { linearOp } from "../ops/linear.ts";
import { reluOp } from "../ops/relu.ts";
import { reshape, reshapeOp } from "../ops/reshape.ts";
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
    if (!activation) return null;
    const source = hostOf(node.inputs[0]!, readers);
    if (!source || !pays(source.node)) return null;
    const host = hostOf(inputs[0]!, () => 1)!;
    const attrs = { ...(host.node.attrs as object), activation };
    const fused = applySingle(host.node.op, host.node.inputs, attrs);
    return [reshape(fused, node.outputs[0]!.shape)];
  });
}

/** The convolution or linear layer that a value comes from, directly or under another shape, if nothing else reads it. */
function hostOf(value: Value, readers: (value: Value) => number): Value | null {
  if (readers(value) !== 1) return null;
  if (hosts.has(value.node.op)) return isFused(value.node) ? null : value;
  return value.node.op === reshapeOp ? hostOf(value.node.inputs[0]!, readers) : null;
}

/** A second activation in one node would take the place of the first. */
function isFused({ attrs }: Node): boolean {
  return (attrs as { readonly activation: FusedActivation }).activation !== "none";
}
