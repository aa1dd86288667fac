import { inPlace } from "../graph/layer.ts";
import { apply, type Node, type Value } from "../graph/node.ts";
import { after } from "../ops/after.ts";

/** A block that a gradient has reached: the first that did, and what enters the block, held back until then. */
interface ReachedBlock {
  readonly trigger: Value;
  readonly entered: Map<Node, Value[]>;
}

/**
 * What gradient rules see of the nodes of blocks: the same computations once more, from the block's inputs, begun when
 * the first gradient reaches the block. What was computed inside it on the way forward is then needed by nobody and
 * gives its memory away.
 *
 * @source Chen et al. 2016, arXiv:1604.06174
 */
export class Recomputation {
  readonly #exits: ReadonlySet<Node>;
  readonly #kept: ReadonlySet<Node>;
  readonly #reached = new Map<string, ReachedBlock>();
  readonly #again = new Map<Node, readonly Value[]>();

  /** @param nodes - of the way forward, each after the nodes it reads */
  constructor(nodes: readonly Node[]) {
    this.#exits = exitsOf(nodes);
    this.#kept = keptOf(nodes);
  }

  /** Inputs and outputs of a node as its gradient rule is to see them; `dy` is what flows back into it. */
  seen(
    node: Node,
    dy: Value,
  ): { readonly inputs: readonly Value[]; readonly outputs: readonly Value[] } {
    const { block } = node;
    const outputs = outputsOf(node);
    if (block === undefined || this.#kept.has(node)) return { inputs: node.inputs, outputs };
    if (!this.#reached.has(block)) this.#reached.set(block, { trigger: dy, entered: new Map() });
    const inputs = node.inputs.map((input) => this.#inputAgain(input, block));
    return { inputs, outputs: this.#exits.has(node) ? outputs : this.#outputsAgain(node, block) };
  }

  #inputAgain(input: Value, block: string): Value {
    if (this.#kept.has(input.node)) return input;
    return input.node.block === block
      ? this.#outputsAgain(input.node, block)[input.index]!
      : this.#enter(input, block);
  }

  /** One value for all readers in a block, so that what they share is fused and reordered as on the way forward. */
  #enter(input: Value, block: string): Value {
    const { trigger, entered } = this.#reached.get(block)!;
    const values = entered.get(input.node) ?? [];
    entered.set(input.node, values);
    values[input.index] ??= inPlace({ block }, () => after(input, trigger));
    return values[input.index]!;
  }

  #outputsAgain(node: Node, block: string): readonly Value[] {
    const known = this.#again.get(node);
    if (known) return known;
    const inputs = node.inputs.map((input) => this.#inputAgain(input, block));
    const again = inPlace(node, () => apply(node.op, inputs, node.attrs));
    this.#again.set(node, again);
    return again;
  }
}

/** Parameters, constants and what is made of them alone: they cost little and stay. */
function keptOf(nodes: readonly Node[]): Set<Node> {
  const kept = new Set<Node>();
  for (const node of nodes) {
    const stays = node.op.leaf
      ? node.op.leaf !== "input"
      : node.inputs.every((input) => kept.has(input.node));
    if (stays) kept.add(node);
  }
  return kept;
}

/** The nodes that others outside their block read. */
function exitsOf(nodes: readonly Node[]): Set<Node> {
  const exits = new Set<Node>();
  for (const reader of nodes) {
    for (const { node } of reader.inputs) if (node.block !== reader.block) exits.add(node);
  }
  const last = nodes.at(-1);
  return last ? exits.add(last) : exits;
}

function outputsOf(node: Node): Value[] {
  return node.outputs.map((type, index) => ({ node, index, type }));
}
