import { type Graph, nodesOf, showType } from "./graph.ts";
import type { Node } from "./node.ts";

/** The graph as text, one line a node: `%3 = conv2d(%0, %1, %2) {stride: [1,1]} : f32 [64, 6, 28, 28]`. */
export function printGraph(graph: Graph): string {
  const numbers = new Map<Node, number>();
  const refer = (value: { node: Node; index: number }): string => {
    const many = value.node.outputs.length > 1;
    return `%${numbers.get(value.node)}${many ? `.${value.index}` : ""}`;
  };
  const lines = nodesOf(graph).map((node) => {
    numbers.set(node, numbers.size);
    const inputs = node.inputs.map(refer).join(", ");
    const types = node.outputs.map(showType).join(", ");
    return `%${numbers.get(node)} = ${node.op.name}(${inputs})${printAttrs(node.attrs)} : ${types}`;
  });
  for (const [name, value] of Object.entries(graph.outputs))
    lines.push(`${name} = ${refer(value)}`);
  for (const { state, value } of graph.updates) lines.push(`${refer(state)} <- ${refer(value)}`);
  return lines.join("\n");
}

function printAttrs(attrs: unknown): string {
  const entries = Object.entries((attrs ?? {}) as Record<string, unknown>).map(
    ([key, value]) => `${key}: ${ArrayBuffer.isView(value) ? "…" : JSON.stringify(value)}`,
  );
  return entries.length === 0 ? "" : ` {${entries.join(", ")}}`;
}
