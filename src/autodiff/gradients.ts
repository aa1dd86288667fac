import { GraphError } from "../core/errors.ts";
import { inLayer } from "../graph/layer.ts";
import { type Node, nodeTitle, type Value } from "../graph/node.ts";
import { postOrder } from "../graph/postOrder.ts";
import { add } from "../ops/add.ts";
import { constant } from "../ops/leaves.ts";

/**
 * dLoss/dValue for each of `wrt`, as new nodes of the same graph: a reverse walk over the ops' own gradient rules.
 *
 * @throws {GraphError} when the loss is no scalar, does not depend on a value, or passes through an op without a rule
 */
export function gradients(loss: Value, wrt: readonly Value[]): Value[] {
  if (loss.type.shape.length !== 0) {
    throw new GraphError(
      `Cannot differentiate a value of shape [${loss.type.shape.join(", ")}]: needs a scalar`,
    );
  }
  const dys = new Gathered();
  dys.add(loss, constant(1));
  for (const node of dependentNodes(loss, wrt).reverse()) {
    const own = node.outputs.map((_, index) => dys.of(node, index));
    if (own.every((dy) => dy === null)) continue;
    const rule = gradientsOf(node, own);
    node.inputs.forEach((input, index) => {
      const dx = rule[index];
      if (dx) dys.add(input, dx);
    });
  }
  return wrt.map((value, index) => {
    const dy = dys.of(value.node, value.index);
    if (!dy) {
      throw new GraphError(
        `Cannot differentiate by value ${index} ("${value.node.op.name}"): the loss does not depend on it`,
      );
    }
    return dy;
  });
}

/** The sum of what flows back into each value. */
class Gathered {
  readonly #dys = new Map<Node, (Value | null)[]>();

  add(value: Value, dy: Value): void {
    const own = this.#dys.get(value.node) ?? value.node.outputs.map(() => null);
    const before = own[value.index];
    own[value.index] = before ? add(before, dy) : dy;
    this.#dys.set(value.node, own);
  }

  of(node: Node, index: number): Value | null {
    return this.#dys.get(node)?.[index] ?? null;
  }
}

function gradientsOf(node: Node, dys: readonly (Value | null)[]): readonly (Value | null)[] {
  const outputs = node.outputs.map((type, index): Value => ({ node, index, type }));
  const { op, inputs, attrs, layer } = node;
  const rule = inLayer(layer, () => op.gradient({ inputs, outputs, dys, attrs }));
  if ("none" in rule) {
    throw new GraphError(`Cannot differentiate ${nodeTitle(node)}: ${rule.none}`);
  }
  return rule;
}

/** Nodes between `wrt` and the loss, each after the nodes it reads; no gradient is built for others. */
function dependentNodes(loss: Value, wrt: readonly Value[]): Node[] {
  const sources = new Set(wrt.map((value) => value.node));
  const dependent = new Set<Node>(sources);
  return postOrder([loss.node]).filter((node) => {
    const reaches = node.inputs.some((input) => dependent.has(input.node));
    if (reaches) dependent.add(node);
    return reaches;
  });
}
