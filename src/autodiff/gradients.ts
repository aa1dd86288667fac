import { GraphError } from "../core/errors.ts";
import { inPlace } from "../graph/layer.ts";
import { type Node, nodeTitle, type Value } from "../graph/node.ts";
import { postOrder } from "../graph/postOrder.ts";
import { constant } from "../ops/leaves.ts";
import { Recomputation } from "./recompute.ts";
import { sumGradients } from "./sumGradients.ts";

export interface GradientOptions {
  /** Computes what lies inside blocks again for the gradients instead of keeping it: less memory, more time. */
  readonly recompute?: boolean;
}

/**
 * dLoss/dValue for each of `wrt`, as new nodes of the same graph: a reverse walk over the ops' own gradient rules.
 *
 * @throws {GraphError} when the loss is no scalar, does not depend on a value, or passes through an op without a rule
 */
export function gradients(
  loss: Value,
  wrt: readonly Value[],
  { recompute = false }: GradientOptions = {},
): Value[] {
  if (loss.type.shape.length !== 0) {
    throw new GraphError(
      `Cannot differentiate a value of shape [${loss.type.shape.join(", ")}]: needs a scalar`,
    );
  }
  const dys = new Gathered();
  dys.add(loss, constant(1));
  const forward = postOrder([loss.node]);
  const recomputation = recompute ? new Recomputation(forward) : undefined;
  for (const node of dependentNodes(forward, wrt).reverse()) {
    const own = node.outputs.map((_, index) => dys.of(node, index));
    if (own.every((dy) => dy === null)) continue;
    const rule = gradientsOf(node, own, recomputation);
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

/** What flows back into each value, added up when it is asked for. */
class Gathered {
  readonly #dys = new Map<Node, Value[][]>();

  add(value: Value, dy: Value): void {
    const own = this.#dys.get(value.node) ?? value.node.outputs.map(() => []);
    own[value.index]!.push(dy);
    this.#dys.set(value.node, own);
  }

  of(node: Node, index: number): Value | null {
    const summands = this.#dys.get(node)?.[index];
    if (!summands || summands.length === 0) return null;
    const total = sumGradients(summands);
    summands.splice(0, summands.length, total);
    return total;
  }
}

function gradientsOf(
  node: Node,
  dys: readonly (Value | null)[],
  recomputation: Recomputation | undefined,
): readonly (Value | null)[] {
  const { op, attrs } = node;
  const { inputs, outputs } = recomputation?.seen(node, dys.find((dy) => dy !== null)!) ?? {
    inputs: node.inputs,
    outputs: node.outputs.map((type, index) => ({ node, index, type })),
  };
  const rule = inPlace(node, () => op.gradient({ inputs, outputs, dys, attrs }));
  if ("none" in rule) {
    throw new GraphError(`Cannot differentiate ${nodeTitle(node)}: ${rule.none}`);
  }
  return rule;
}

/** The nodes between `wrt` and the loss; no gradient is built for others. */
function dependentNodes(forward: readonly Node[], wrt: readonly Value[]): Node[] {
  const sources = new Set(wrt.map((value) => value.node));
  const dependent = new Set<Node>(sources);
  return forward.filter((node) => {
    const reaches = node.inputs.some((input) => dependent.has(input.node));
    if (reaches) dependent.add(node);
    return reaches;
  });
}
