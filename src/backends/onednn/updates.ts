import type { Graph, Update } from "../../graph/graph.ts";
import type { Node, Op, Value } from "../../graph/node.ts";
import { addOp } from "../../ops/add.ts";
import { mulOp } from "../../ops/mul.ts";
import { sliceOp } from "../../ops/pad.ts";
import { subOp } from "../../ops/sub.ts";

/** Operations that read each element before they write it, so that they may write over an operand. */
const elementwise = new Set<Op>([addOp, subOp, mulOp]);

/**
 * The updates whose new value may be computed right in the state's memory: an elementwise node makes it, and nothing
 * that runs later reads the old value, directly or through a view.
 */
export function updatesInPlace(graph: Graph, nodes: readonly Node[]): Update[] {
  const position = new Map(nodes.map((node, index) => [node, index]));
  return graph.updates.filter(({ state, value }) => {
    const made = position.get(value.node)!;
    const shared = graph.updates.filter((other) => other.value.node === value.node).length > 1;
    return elementwise.has(value.node.op) && !shared && lastReader(graph, nodes, state) <= made;
  });
}

/** The last position at which the memory of `source` is read. */
function lastReader(graph: Graph, nodes: readonly Node[], source: Value): number {
  const sharing = new Set<Node>([source.node]);
  let last = -1;
  nodes.forEach((node, index) => {
    if (!node.inputs.some((input) => sharing.has(input.node))) return;
    if (node.op.view || node.op === sliceOp) sharing.add(node);
    last = index;
  });
  const ends = [...Object.values(graph.outputs), ...graph.updates.map((update) => update.value)];
  return ends.some((end) => sharing.has(end.node)) ? Number.POSITIVE_INFINITY : last;
}
