import { bytesPerElement } from "../../core/dtype.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Node, Value } from "../../graph/node.ts";
import { concatOp } from "../../ops/concat.ts";
import { Buffer } from "./regions.ts";

export interface Home {
  readonly buffer: Buffer;
  readonly offset: number;
}

/**
 * Where values should be made so that they need not be copied later: the parts of a concatenation inside its result,
 * the new value of a state in the state itself.
 */
export class Homes {
  readonly #homes = new Map<Node, Map<number, Home>>();

  readonly #read = new Map<Node, Set<number>>();

  constructor(
    nodes: readonly Node[],
    taken: readonly (readonly [Value, Home])[],
    ends: readonly Value[],
  ) {
    for (const value of [...ends, ...nodes.flatMap((node) => node.inputs)]) {
      const indices = this.#read.get(value.node) ?? new Set();
      this.#read.set(value.node, indices.add(value.index));
    }
    for (const [value, home] of taken) this.#give(value, home);
    for (const node of [...nodes].reverse()) {
      if (node.op === concatOp) this.#giveParts(node);
    }
  }

  of({ node, index }: Value): Home | undefined {
    return this.#homes.get(node)?.get(index);
  }

  /** Whether any node, or the end of the graph, reads the value. */
  isRead({ node, index }: Value): boolean {
    return this.#read.get(node)?.has(index) ?? false;
  }

  #giveParts(node: Node): void {
    const [whole] = node.outputs;
    const { axis } = node.attrs as { readonly axis: number };
    if (sizeOf(whole!.shape.slice(0, axis)) !== 1) return;
    const own = this.of({ node, index: 0, type: whole! }) ?? {
      buffer: new Buffer(sizeOf(whole!.shape) * bytesPerElement[whole!.dtype]),
      offset: 0,
    };
    this.#give({ node, index: 0, type: whole! }, own);
    let { offset } = own;
    for (const part of node.inputs) {
      const maker = throughViews(part);
      if (!maker.node.op.leaf && !this.of(maker)) this.#give(maker, { buffer: own.buffer, offset });
      offset += sizeOf(part.type.shape) * bytesPerElement[part.type.dtype];
    }
  }

  #give({ node, index }: Value, home: Home): void {
    const own = this.#homes.get(node) ?? new Map<number, Home>();
    own.set(index, home);
    this.#homes.set(node, own);
  }
}

/** The value whose memory a chain of reshapes shares. */
export function throughViews(value: Value): Value {
  return value.node.op.view ? throughViews(value.node.inputs[0]!) : value;
}
