import { sameShape, sizeOf } from "../../core/shape.ts";
import { endsOf, type Graph } from "../../graph/graph.ts";
import type { Node, Op, TensorType } from "../../graph/node.ts";
import { addOp } from "../../ops/add.ts";
import { type AffineAttrs, affineOp } from "../../ops/affine.ts";
import { divOp } from "../../ops/div.ts";
import { type ElementwiseAttrs, elementwiseOp } from "../../ops/elementwise.ts";
import { mulOp } from "../../ops/mul.ts";
import { sliceOp } from "../../ops/pad.ts";
import { subOp } from "../../ops/sub.ts";

const binaries = new Set<Op>([addOp, subOp, mulOp, divOp]);

/** oneDNN does up to 32 things after a primitive, and a link may take two of them. */
const mostLinks = 16;

/**
 * Chains of elementwise operations: each but the last is read by the next alone, so that one pass over memory can do
 * them all and nothing in between has to be stored. Optimisers consist of little else.
 */
export class Chains {
  /** The reader that a node is computed with. */
  readonly #next = new Map<Node, Node>();
  /** The operand whose result a node continues. */
  readonly #previous = new Map<Node, Node>();
  readonly #lengths = new Map<Node, number>();
  readonly #positions: ReadonlyMap<Node, number>;

  constructor(graph: Graph, nodes: readonly Node[]) {
    this.#positions = new Map(nodes.map((node, index) => [node, index]));
    const readers = onlyReadersOf(graph, nodes);
    for (const node of nodes) {
      if (!isLink(node)) continue;
      const operands = node.inputs
        .map((input) => input.node)
        .filter((own) => isLink(own) && readers.get(own) === node && haveOneShape(own, node));
      const isSum = node.op === addOp || node.op === subOp;
      if (isSum && operands.every((own) => this.#isScaling(own))) {
        for (const own of operands) this.#next.set(own, node);
      } else {
        this.#continue(node, operands);
      }
      this.#lengths.set(node, 1 + this.#lengthOf(this.#previous.get(node)));
    }
  }

  /** Whether a node is computed together with the one that reads it. */
  has(node: Node): boolean {
    return this.#next.has(node);
  }

  /** Whether a node is computed together with others before it. */
  endsIn(node: Node): boolean {
    return node.inputs.some((input) => this.#next.get(input.node) === node);
  }

  /** The last node of the chain that a node is part of, where it is computed. */
  endOf(node: Node): Node {
    const next = this.#next.get(node);
    return next ? this.endOf(next) : node;
  }

  /**
   * The chain that ends in a node, from its first operation on. Where that is a sum, what only scales its operands is not
   * listed: it is done as they are read.
   */
  linksTo(end: Node): Node[] {
    const previous = this.#previous.get(end);
    return previous ? [...this.linksTo(previous), end] : [end];
  }

  #continue(node: Node, operands: readonly Node[]): void {
    const open = operands.filter(
      (own) => this.#lengthOf(own) < mostLinks && !this.#wouldWait(own, node),
    );
    const longest = Math.max(...open.map((own) => this.#lengthOf(own)));
    const chosen = open.find((own) => this.#lengthOf(own) === longest);
    if (!chosen) return;
    this.#next.set(chosen, node);
    this.#previous.set(node, chosen);
  }

  /**
   * Whether a chain of several would have to wait, to go on with a node, for a product or the like that is computed after
   * its beginning. All its operands would wait with it in memory: the gradient of a weight that is used at every step of
   * a sequence is a sum of as many products, each as large as the weight.
   */
  #wouldWait(end: Node, node: Node): boolean {
    const [start, ...more] = this.linksTo(end);
    const isLater = (own: Node) => this.#positions.get(own)! > this.#positions.get(start!)!;
    const others = node.inputs
      .map((input) => throughParts(input.node))
      .filter((own) => own !== end);
    return more.length > 0 && others.some((own) => !own.op.leaf && !isLink(own) && isLater(own));
  }

  /** Whether a node does nothing but multiply what lies in memory with a fixed number. */
  #isScaling(node: Node): boolean {
    const { shift } = node.attrs as AffineAttrs;
    return node.op === affineOp && shift === 0 && !this.#previous.has(node);
  }

  #lengthOf(node: Node | undefined): number {
    return (node && this.#lengths.get(node)) ?? 0;
  }
}

/** The node in whose memory a chain of reshapes and slices lies. */
function throughParts(node: Node): Node {
  const isPart = node.op.view || node.op === sliceOp;
  return isPart ? throughParts(node.inputs[0]!.node) : node;
}

/** The node that reads a node's output, for those that are read once and are no ends of the graph. */
function onlyReadersOf(graph: Graph, nodes: readonly Node[]): Map<Node, Node> {
  const readers = new Map<Node, Node>();
  const others = new Set(endsOf(graph));
  for (const node of nodes) {
    for (const input of node.inputs) {
      if (readers.has(input.node)) others.add(input.node);
      readers.set(input.node, node);
    }
  }
  for (const node of others) readers.delete(node);
  return readers;
}

/** Whether oneDNN can do a node's work on another's result: element by element, at most with single numbers beside. */
function isLink({ op, inputs, outputs: [y], attrs }: Node): boolean {
  const types = inputs.map((input) => input.type);
  if (![...types, y!].every(({ dtype }) => dtype === "f32")) return false;
  if (op === affineOp) return true;
  if (op === elementwiseOp) return isRoot(attrs as ElementwiseAttrs);
  const isWhole = ({ shape }: TensorType) => sameShape(shape, y!.shape);
  const fits = types.every((type) => isWhole(type) || sizeOf(type.shape) === 1);
  return binaries.has(op) && fits && isWhole(types[0]!);
}

/**
 * Whether a function is √x, the only one that chains take: of two functions of one kind in a primitive, oneDNN 2.6.3
 * computes both with the constants of the first, and the root has none.
 */
function isRoot(attrs: ElementwiseAttrs): boolean {
  return attrs.function === "pow" && attrs.exponent === 1 / 2;
}

function haveOneShape(a: Node, b: Node): boolean {
  return sameShape(a.outputs[0]!.shape, b.outputs[0]!.shape);
}
