import { sizeOf, stridesOf } from "../../core/shape.ts";
import type { Graph, Update } from "../../graph/graph.ts";
import { type Node, type Op, shapeOf, type Value } from "../../graph/node.ts";
import { addOp } from "../../ops/add.ts";
import { affineOp } from "../../ops/affine.ts";
import { castOp } from "../../ops/cast.ts";
import { type ConcatAttrs, concatOp } from "../../ops/concat.ts";
import { divOp } from "../../ops/div.ts";
import { mulOp } from "../../ops/mul.ts";
import { type SliceAttrs, sliceOp } from "../../ops/pad.ts";
import { subOp } from "../../ops/sub.ts";
import type { Chains } from "./chains.ts";
import { throughViews } from "./homes.ts";

/** Operations that read each element before they write it, so that they may write over an operand. */
const elementwise = new Set<Op>([addOp, subOp, mulOp, divOp, affineOp]);

/** Elements of a state that a node reads or makes, counted row by row. */
interface Access {
  readonly node: Node;
  readonly from: number;
  readonly to: number;
}

/**
 * The updates whose new value may be computed right in the state's memory: elementwise nodes make it, each a stretch of
 * it, and nothing that runs later reads the old value there, directly or through a view.
 */
export function updatesInPlace(graph: Graph, nodes: readonly Node[], chains: Chains): Update[] {
  const position = new Map(nodes.map((node, index) => [node, index]));
  const uses = usesOf(graph, nodes);
  const isBefore = (read: Access, write: Access): boolean => {
    const end = chains.endOf(read.node);
    if (end === write.node) return read.from === write.from && read.to === write.to;
    return position.get(end)! < position.get(write.node)!;
  };
  return graph.updates.filter(({ state, value }) => {
    const writes = writesOf(value, uses);
    const reads = writes && readsOf(graph, nodes, state);
    return reads?.every((read) =>
      writes!.every(
        (write) => read.to <= write.from || write.to <= read.from || isBefore(read, write),
      ),
    );
  });
}

/** The nodes that make a state's new value, if all can do so in its memory and none is asked to do so elsewhere too. */
function writesOf(value: Value, uses: ReadonlyMap<Node, number>): Access[] | undefined {
  const parts = isJoined(value.node) ? value.node.inputs : [value];
  let from = 0;
  const writes = parts.map((part) => {
    const write = { node: throughViews(part).node, from, to: from + sizeOf(shapeOf(part)) };
    from = write.to;
    return write;
  });
  const isFree = ({ node }: Access) => elementwise.has(node.op) && uses.get(node) === 1;
  return uses.get(value.node) === 1 && writes.every(isFree) ? writes : undefined;
}

/** How often a node's output is a state's new value, or a part of what is put together. */
function usesOf(graph: Graph, nodes: readonly Node[]): Map<Node, number> {
  const joined = nodes.filter((node) => node.op === concatOp).flatMap((node) => node.inputs);
  const uses = new Map<Node, number>();
  for (const use of [...joined, ...graph.updates.map(({ value }) => value)]) {
    const { node } = throughViews(use);
    uses.set(node, (uses.get(node) ?? 0) + 1);
  }
  return uses;
}

/** Who reads the memory of a state; nothing that is known where an end of the graph is a part of it. */
function readsOf(graph: Graph, nodes: readonly Node[], state: Value): Access[] | undefined {
  const shared = new Map<Node, Access>();
  shared.set(state.node, { node: state.node, from: 0, to: sizeOf(shapeOf(state)) });
  const reads: Access[] = [];
  for (const node of nodes) {
    for (const input of node.inputs) {
      const part = shared.get(input.node);
      if (!part) continue;
      const access = { ...part, ...(node.op === sliceOp ? boxIn(part, node) : {}), node };
      if (isView(node, access)) shared.set(node, access);
      else reads.push(access);
    }
  }
  const values = [...Object.values(graph.outputs), ...graph.updates.map(({ value }) => value)];
  return values.some((value) => shared.has(value.node)) ? undefined : reads;
}

/** From the first to the last element of a box, and what lies between them. */
function boxIn({ from }: Access, { inputs, attrs }: Node) {
  const strides = stridesOf(shapeOf(inputs[0]!));
  const { start, shape } = attrs as SliceAttrs;
  const first = start.reduce((sum, index, axis) => sum + index * strides[axis]!, from);
  const last = shape.reduce((sum, extent, axis) => sum + (extent - 1) * strides[axis]!, first);
  return { from: first, to: last + 1 };
}

/** Whether a node's output lies in its operand's memory. A cast is done where it is read; boxes with gaps are copied. */
function isView({ op, outputs: [y] }: Node, { from, to }: Access): boolean {
  if (op === sliceOp) return to - from === sizeOf(y!.shape);
  return op.view === true || op === castOp;
}

/** Whether a node lays its inputs one after the other. */
function isJoined({ op, attrs, outputs: [y] }: Node): boolean {
  return op === concatOp && sizeOf(y!.shape.slice(0, (attrs as ConcatAttrs).axis)) === 1;
}
