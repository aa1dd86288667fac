import type { Graph, Update } from "../../graph/graph.ts";
import type { Node, Op, Value } from "../../graph/node.ts";
import { addOp } from "../../ops/add.ts";
import { affineOp } from "../../ops/affine.ts";
import { mulOp } from "../../ops/mul.ts";
import { sliceOp } from "../../ops/pad.ts";
import { subOp } from "../../ops/sub.ts";

/** Operations that read each element before they write it, so that they may write over an operand. */
const elementwise = new Set<Op>([addOp, subOp, mulOp]);

/** Operations that may be left to the sum or difference that reads them: see `lower/arithmetic.ts`. */
const deferrable = new Set<Op>([affineOp, mulOp]);

/**
 * The updates whose new value may be computed right in the state's memory: an elementwise node makes it, and nothing
 * that runs later reads the old value, directly, through a view or through a product that waits for its reader.
 */
export function updatesInPlace(graph: Graph, nodes: readonly Node[]): Update[] {
  const position = new Map(nodes.map((node, index) => [node, index]));
  return graph.updates.filter(({ state, value }) => {
    const made = position.get(value.node)!;
    const shared = graph.updates.filter((other) => other.value.node === value.node).length > 1;
    return elementwise.has(value.node.op) && !shared && lastReader(graph, nodes, state) <= made;
  });
}

/**
 * The last position at which the memory of `source` is read. A part of it may be stretched over the whole, and then an
 * element is read after others were written: reading a part counts as one position later.
 */
function lastReader(graph: Graph, nodes: readonly Node[], source: Value): number {
  const sharing = new Set<Node>([source.node]);
  const parts = new Set<Node>();
  const waiting = new Set<Node>();
  let last = -1;
  nodes.forEach((node, index) => {
    const reads = (memory: ReadonlySet<Node>) => node.inputs.some((own) => memory.has(own.node));
    if (!reads(sharing) && !reads(waiting)) return;
    const isPart = node.op === sliceOp || reads(parts);
    if (node.op.view || node.op === sliceOp) sharing.add(node);
    if (deferrable.has(node.op)) waiting.add(node);
    if (isPart) parts.add(node);
    last = reads(parts) ? index + 1 : index;
  });
  const ends = [...Object.values(graph.outputs), ...graph.updates.map((update) => update.value)];
  return ends.some((end) => sharing.has(end.node)) ? Number.POSITIVE_INFINITY : last;
}
