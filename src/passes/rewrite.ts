import { type Graph, makeGraph, nodesOf } from "../graph/graph.ts";
import { inPlace } from "../graph/layer.ts";
import type { Node, Value } from "../graph/node.ts";

/** New values for a node's outputs, given its rewritten inputs; null to keep the node. */
export type Rule = (node: Node, inputs: readonly Value[]) => readonly Value[] | null;

/**
 * The same graph with every node that the rule replaces replaced, and all that reads it rebuilt. New nodes belong to the
 * layer of the one that they replace. `atEnd` gives what stands for a value as an output or as a state's new value.
 */
export function rewriteGraph(
  graph: Graph,
  rule: Rule,
  atEnd: (value: Value) => Value = (value) => value,
): Graph {
  const rewritten = new Map<Node, readonly Value[]>();
  const renew = (value: Value): Value => rewritten.get(value.node)![value.index]!;
  for (const node of nodesOf(graph)) {
    const inputs = node.inputs.map(renew);
    const replaced = inPlace(node, () => rule(node, inputs));
    rewritten.set(node, replaced ?? withInputs(node, inputs));
  }
  const outputs = Object.entries(graph.outputs).map(([name, value]) => [name, atEnd(renew(value))]);
  const updates = graph.updates.map(({ state, value }) => ({
    state: renew(state),
    value: atEnd(renew(value)),
  }));
  return makeGraph(Object.fromEntries(outputs), updates);
}

/** How often each value is read by nodes, outputs and updates. */
export function readersOf(graph: Graph): (value: Value) => number {
  const counts = new Map<Node, number[]>();
  const count = ({ node, index }: Value): void => {
    const own = counts.get(node) ?? node.outputs.map(() => 0);
    own[index]! += 1;
    counts.set(node, own);
  };
  for (const node of nodesOf(graph)) node.inputs.forEach(count);
  Object.values(graph.outputs).forEach(count);
  for (const { value } of graph.updates) count(value);
  return ({ node, index }) => counts.get(node)?.[index] ?? 0;
}

function withInputs(node: Node, inputs: readonly Value[]): readonly Value[] {
  const same = inputs.every(
    (input, at) => input.node === node.inputs[at]!.node && input.index === node.inputs[at]!.index,
  );
  const own: Node = same ? node : Object.freeze({ ...node, inputs });
  return own.outputs.map((type, index) => ({ node: own, index, type }));
}
