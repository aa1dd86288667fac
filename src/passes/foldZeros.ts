import type { FloatDtype } from "../core/dtype.ts";
import { sameShape } from "../core/shape.ts";
import type { Graph } from "../graph/graph.ts";
import type { Node, Op, TensorType, Value } from "../graph/node.ts";
import { addOp } from "../ops/add.ts";
import { cast, castOp } from "../ops/cast.ts";
import { type ConstantAttrs, constantOp, zeros } from "../ops/leaves.ts";
import {
  type LinearAttrs,
  type LinearParameterGradAttrs,
  linearOp,
  linearParameterGradOp,
} from "../ops/linear.ts";
import { matmulOp } from "../ops/matmul.ts";
import { mulOp } from "../ops/mul.ts";
import { sigmoidGradOp } from "../ops/sigmoid.ts";
import { broadcastTo, sum } from "../ops/sum.ts";
import { type Rule, rewriteGraph } from "./rewrite.ts";

const rules = new Map<Op, Rule>([
  [addOp, withoutZeros],
  [linearOp, biasAlone],
  [linearParameterGradOp, biasGradientAlone],
  [matmulOp, zeroProduct],
  [mulOp, zeroProduct],
  [sigmoidGradOp, zeroProduct],
] as [Op, Rule][]);

/**
 * Leaves out the work whose result is zeros for sure, such as the products of a recurrent layer's first step with the
 * state that it starts from, forward and backward. Zero times infinity is zero here. Gradients must have been built
 * before: those of parameters that meet nothing but zeros are zeros and no mistake.
 */
export function foldZeros(graph: Graph): Graph {
  return rewriteGraph(graph, (node, inputs) =>
    inputs.some(isZeros) ? (rules.get(node.op)?.(node, inputs) ?? null) : null,
  );
}

function zeroProduct({ outputs: [product] }: Node): readonly Value[] {
  return [zerosOf(product!)];
}

/** The other summand, where it is as large as the sum. */
function withoutZeros({ outputs: [total] }: Node, summands: readonly Value[]): Value[] | null {
  const other = summands.find((own) => !isZeros(own)) ?? summands[0]!;
  return sameShape(other.type.shape, total!.shape) ? [other] : null;
}

function biasAlone({ attrs, outputs: [y] }: Node, [x, weight, bias]: readonly Value[]) {
  const { activation } = attrs as LinearAttrs;
  if (activation !== "none" || !(isZeros(x!) || isZeros(weight!))) return null;
  return [bias ? cast(broadcastTo(bias, y!.shape), y!.dtype as FloatDtype) : zerosOf(y!)];
}

function biasGradientAlone({ attrs, outputs: [weight] }: Node, [, dy]: readonly Value[]) {
  const { hasBias } = attrs as LinearParameterGradAttrs;
  return [zerosOf(weight!), ...(hasBias ? [sum(cast(dy!, "f32"), [0])] : [])];
}

function zerosOf({ shape, dtype }: TensorType): Value {
  return cast(zeros(shape), dtype as FloatDtype);
}

function isZeros({ node }: Value): boolean {
  if (node.op === castOp) return isZeros(node.inputs[0]!);
  return (
    node.op === constantOp && (node.attrs as ConstantAttrs).data.every((number) => number === 0)
  );
}
