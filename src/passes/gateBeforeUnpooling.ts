import type { Graph } from "../graph/graph.ts";
import { applySingle, type Value } from "../graph/node.ts";
import { maxPool2dGradOp, maxPool2dOp } from "../ops/maxPool2d.ts";
import { reluGradOp } from "../ops/relu.ts";
import { noAttrs } from "../ops/shapeRules.ts";
import { rewriteGraph } from "./rewrite.ts";

/**
 * Where rectified maps are pooled by their maxima, asks of the pooled maps which gradients pass the rectifier, and not of
 * all pixels: a window's maximum is the rectified number at its winner's place, and all other places have no gradient.
 * The same numbers, on a quarter of the pixels for windows of 2×2.
 */
export function gateBeforeUnpooling(graph: Graph): Graph {
  return rewriteGraph(graph, ({ op }, [y, dy]) => {
    if (op !== reluGradOp || dy!.node.op !== maxPool2dGradOp) return null;
    const [winners, pooledGradient] = dy!.node.inputs;
    const pooling = winners!.node;
    if (pooling.op !== maxPool2dOp || !isSame(pooling.inputs[0]!, y!)) return null;
    const pooled: Value = { node: pooling, index: 0, type: pooling.outputs[0]! };
    const gated = applySingle(reluGradOp, [pooled, pooledGradient!], noAttrs);
    return [applySingle(maxPool2dGradOp, [winners!, gated], dy!.node.attrs)];
  });
}

function isSame(a: Value, b: Value): boolean {
  return a.node === b.node && a.index === b.index;
}
