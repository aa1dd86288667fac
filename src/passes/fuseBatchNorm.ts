import { type Graph, nodesOf } from "../graph/graph.ts";
import { apply, type Node, type Op, type Value } from "../graph/node.ts";
import { type BatchNormAttrs, batchNormGradOp, batchNormOp } from "../ops/batchNorm.ts";
import { batchNormEvalOp } from "../ops/batchNormEval.ts";
import { reluGradOp, reluOp } from "../ops/relu.ts";
import { readersOf, rewriteGraph } from "./rewrite.ts";

/** The operations that can rectify what they have normalised before they write it. */
const norms = new Set<Op>([batchNormOp, batchNormEvalOp] as Op[]);

/**
 * Moves a ReLU into the batch normalisation before it, and its gradient into that of the normalisation, where nothing
 * else reads what lies between: one pass over memory less in each direction. Gradients must have been built before.
 */
export function fuseBatchNorm(graph: Graph): Graph {
  const readers = readersOf(graph);
  const rectified = new Set<Node>();
  for (const { op, inputs } of nodesOf(graph)) {
    if (op === reluOp && isBare(inputs[0]!) && readers(inputs[0]!) === 1) {
      rectified.add(inputs[0]!.node);
    }
  }
  return rewriteGraph(graph, (node, inputs) => {
    if (rectified.has(node)) return withRelu(node, inputs);
    if (node.op === reluOp && rectified.has(node.inputs[0]!.node)) return inputs;
    if (node.op === batchNormGradOp && readers(node.inputs[1]!) === 1)
      return fusedGrad(node, inputs);
    return null;
  });
}

/** Whether a value is the y of a normalisation without an activation. */
function isBare({ node, index }: Value): boolean {
  return norms.has(node.op) && index === 0 && activationOf(node) === "none";
}

/** The gradient of both, where dy is what a ReLU's gradient let through of the very normalisation that is asked for. */
function fusedGrad(node: Node, inputs: readonly Value[]): readonly Value[] | null {
  const [x, passed, ...rest] = inputs;
  if (passed!.node.op !== reluGradOp || activationOf(node) !== "none") return null;
  const [y, dy] = passed!.node.inputs;
  const [own] = y!.node.inputs;
  const isOwn = norms.has(y!.node.op) && own!.node === x!.node && own!.index === x!.index;
  return isOwn ? withRelu(node, [x!, dy!, ...rest, y!]) : null;
}

function withRelu({ op, attrs }: Node, inputs: readonly Value[]): readonly Value[] {
  return apply(op, inputs, { ...(attrs as BatchNormAttrs), activation: "relu" });
}

function activationOf({ attrs }: Node): BatchNormAttrs["activation"] {
  return (attrs as BatchNormAttrs).activation;
}
