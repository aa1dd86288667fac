import { type Graph, makeGraph, nodesOf } from "../graph/graph.ts";
import type { Node, Value } from "../graph/node.ts";

/** New values for a node's outputs, given its rewritten inputs; null to keep the node. */
export type Rule = (node: Node, inputs: readonly Value[]) => readonly Value[] | null;

/** The same graph with every node that the rule replaces replaced, and all that reads it rebuilt. */
export function rewriteGraph(graph: Graph, rule: Rule): Graph {
  const rewritten = new Map<Node, readonly Value[]>();
  const renew = (value: Value): Value => rewritten.get(value.node)![value.index]!;
  for (const node of nodesOf(graph)) {
    const inputs = node.inputs.map(renew);
    rewritten.set(node, rule(node, inputs) ?? withInputs(node, inputs));
  }
  const outputs = Object.entries(graph.outputs).map(([name, value]) => [name, renew(value)]);
  const updates = graph.updates.map(({ state, value }) => ({
    state: renew(state),
    value: renew(value),
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
