import { GraphError } from "../core/errors.ts";
import { sameShape, showShape } from "../core/shape.ts";
import type { Node, TensorType, Value } from "./node.ts";
import { postOrder } from "./postOrder.ts";

/** A state and the value it takes at the end of a run. */
export interface Update {
  readonly state: Value;
  readonly value: Value;
}

/** What one run computes: named outputs, and new values for states. */
export interface Graph {
  readonly outputs: Readonly<Record<string, Value>>;
  readonly updates: readonly Update[];
}

/** A named leaf: what has to be fed (input), kept (state) or is known beforehand (constant). */
export interface Leaf {
  readonly name: string;
  readonly value: Value;
}

/**
 * Checks names and types of a graph's ends and freezes it.
 *
 * @throws {GraphError} when an output is bf16, an update's target is no state, its type differs, or it is updated twice
 */
export function makeGraph(
  outputs: Readonly<Record<string, Value>>,
  updates: readonly Update[] = [],
): Graph {
  for (const [name, { type }] of Object.entries(outputs)) {
    if (type.dtype === "bf16") {
      throw new GraphError(`Cannot output "${name}": it is bf16, needs a cast to f32`);
    }
  }
  const updated = new Set<string>();
  for (const { state, value } of updates) {
    if (state.node.op.leaf !== "state") {
      throw new GraphError(
        `Cannot update the result of "${state.node.op.name}": it is no state, needs a state`,
      );
    }
    if (!sameType(state.type, value.type)) {
      throw new GraphError(
        `Cannot update state "${nameOf(state)}": it is ${showType(state.type)}, the new value ${showType(value.type)}, needs equal types`,
      );
    }
    if (updated.has(nameOf(state))) {
      throw new GraphError(
        `Cannot update state "${nameOf(state)}" twice in one graph: needs one new value`,
      );
    }
    updated.add(nameOf(state));
  }
  return Object.freeze({ outputs, updates });
}

/** Every node that the outputs and updates need, each after the nodes it reads; outputs first. */
export function nodesOf(graph: Graph): Node[] {
  return postOrder(endsOf(graph));
}

/** The nodes of outputs, then of states and their new values. */
export function endsOf({ outputs, updates }: Graph): Node[] {
  const updated = updates.flatMap(({ state, value }) => [state, value]);
  return [...Object.values(outputs), ...updated].map(({ node }) => node);
}

/** The graph's inputs or states by name, in order of first use. */
export function leavesOf(graph: Graph, kind: "input" | "state"): Leaf[] {
  const leaves = new Map<string, Value>();
  for (const node of nodesOf(graph)) {
    if (node.op.leaf !== kind) continue;
    const value: Value = { node, index: 0, type: node.outputs[0]! };
    const name = nameOf(value);
    if (leaves.has(name)) {
      throw new GraphError(
        `Cannot use two ${kind}s named "${name}" in one graph: names must be unique`,
      );
    }
    leaves.set(name, value);
  }
  return [...leaves].map(([name, value]) => ({ name, value }));
}

/** The name that an input or state was given. */
export function nameOf(leaf: Value): string {
  return (leaf.node.attrs as { readonly name: string }).name;
}

/** Whether two types have the same elements and the same shape. */
export function sameType(a: TensorType, b: TensorType): boolean {
  return a.dtype === b.dtype && sameShape(a.shape, b.shape);
}

/** `f32 [64, 10]` */
export function showType(type: TensorType): string {
  return `${type.dtype} ${showShape(type.shape)}`;
}
