import { bytesPerElement } from "../../core/dtype.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Node, Value } from "../../graph/node.ts";
import { concatOp } from "../../ops/concat.ts";
import { Buffer } from "./regions.ts";

/** Memory that a value is to be made in. */
export interface Home {
  readonly buffer: Buffer;
  readonly offset: number;
}

/**
 * Where values should be made so that they need not be copied later: the parts of a concatenation inside its result,
 * the new value of a state in the state itself. Also who reads them.
 */
export class Homes {
  readonly #homes = new Map<Node, Map<number, Home>>();

  readonly #readers = new Map<Node, Node[][]>();
  readonly #ends: readonly Value[];

  constructor(
    nodes: readonly Node[],
    taken: readonly (readonly [Value, Home])[],
    ends: readonly Value[],
  ) {
    this.#ends = ends;
    for (const reader of nodes) {
      for (const { node, index } of reader.inputs) {
        const own = this.#readers.get(node) ?? node.outputs.map(() => []);
        this.#readers.set(node, own);
        own[index]!.push(reader);
      }
    }
    for (const [value, home] of taken) this.#give(value, home);
    for (const node of [...nodes].reverse()) {
      if (node.op === concatOp) this.#giveParts(node);
    }
  }

  of({ node, index }: Value): Home | undefined {
    return this.#homes.get(node)?.get(index);
  }

  /** The nodes that read a value. */
  readers({ node, index }: Value): readonly Node[] {
    return this.#readers.get(node)?.[index] ?? [];
  }

  /** Whether a value is an output of the graph or a state's new value. */
  isEnd({ node, index }: Value): boolean {
    return this.#ends.some((end) => end.node === node && end.index === index);
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
