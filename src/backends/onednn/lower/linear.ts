import type { LinearAttrs, LinearParameterGradAttrs } from "../../../ops/linear.ts";
import { argument } from "../constants.ts";
import { outputOf, type PrimitiveStep } from "../lowering.ts";
import type { Lower } from "./lower.ts";
import { matmulPrimitive, transposed } from "./matmul.ts";
import { postOpsOf } from "./postOps.ts";
import { sumRows } from "./sumRows.ts";

/*
 * Linear layers are matrix products on the weight as it lies in the parameter vector. oneDNN's inner product is no
 * faster and wants the weight reordered at every step; see docs/decisions/003-lowering-lenet5.md.
 */

/** x · weightᵀ + bias and the activation in one matrix product. */
export const lowerLinear: Lower<LinearAttrs> = (context, node) => {
  const [x, weight, bias] = node.inputs;
  const { engine } = context;
  const { dtype } = x!.type;
  const right = transposed(engine, weight!.type);
  const y = engine.plain(node.outputs[0]!.shape, node.outputs[0]!.dtype);
  const biasLayout = bias && engine.plain([1, bias.type.shape[0]!]);
  const primitive = matmulPrimitive(engine, {
    left: engine.plain(x!.type.shape, dtype),
    right,
    bias: biasLayout,
    result: y,
    postOps: postOpsOf(node.attrs.activation),
  });
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, context.plain(x!)],
    [argument.weights, { ...context.plain(weight!), layout: right }],
  ];
  if (bias) tensors.push([argument.bias, { ...context.plain(bias), layout: biasLayout! }]);
  tensors.push([argument.dst, context.define(outputOf(node), y)]);
  context.emit("linear", primitive, tensors);
  return true;
};

/** dyᵀ · x, and the column sums of dy. */
export const lowerLinearParameterGrad: Lower<LinearParameterGradAttrs> = (context, node) => {
  const [x, dy] = node.inputs;
  const { engine } = context;
  const left = transposed(engine, dy!.type);
  const weight = engine.plain(node.outputs[0]!.shape);
  const primitive = matmulPrimitive(engine, {
    left,
    right: engine.plain(x!.type.shape, x!.type.dtype),
    result: weight,
  });
  if (!primitive) return false;
  const source = context.plain(dy!);
  context.emit("linearParameterGrad", primitive, [
    [argument.src, { ...source, layout: left }],
    [argument.weights, context.plain(x!)],
    [argument.dst, context.define(outputOf(node), weight)],
  ]);
  if (node.attrs.hasBias) {
    const bias = context.define(outputOf(node, 1), engine.plain(node.outputs[1]!.shape));
    sumRows(context, source, bias);
  }
  return true;
};
