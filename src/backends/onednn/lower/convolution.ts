import type { FloatDtype } from "../../../core/dtype.ts";
import type { Node, Value } from "../../../graph/node.ts";
import {
  type Conv2dAttrs,
  type Conv2dInputGradAttrs,
  type Conv2dParameterGradAttrs,
  conv2dOp,
} from "../../../ops/conv2d.ts";
import { argument, query } from "../constants.ts";
import type { Layout } from "../engine.ts";
import { type Lowering, outputOf, type PrimitiveStep } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import {
  biasLayout,
  forwardConvolution,
  inputGradConvolution,
  parameterGradConvolution,
} from "./convolutionPrimitives.ts";
import { type Convolution, type ImageOrder, liesChannelsLast } from "./convolutionShapes.ts";
import { canFoldRows, foldBias, foldRows, foldWeight, unfoldWeightGradient } from "./foldedRows.ts";
import { lowerInputGradByForward } from "./inputGradByForward.ts";
import type { Lower } from "./lower.ts";
import {
  isProduct,
  lowerPointwise,
  lowerPointwiseInputGrad,
  lowerPointwiseParameterGrad,
} from "./pointwise.ts";
import { postOpsOf } from "./postOps.ts";
import { sumPixels } from "./sumPixels.ts";

/** Convolution with its bias and fused activation, rows folded where that pays. */
export const lowerConv2d: Lower<Conv2dAttrs> = (context, node) => {
  const [x, weight, bias] = node.inputs;
  const { engine } = context;
  const own: Convolution = {
    ...node.attrs,
    x: x!.type.shape,
    weight: weight!.type.shape,
    y: node.outputs[0]!.shape,
    hasBias: bias !== undefined,
    reads: orderOf(context, x!),
    dtype: x!.type.dtype as FloatDtype,
    mayBeFast: context.fastConvolution,
  };
  if (isProduct(own) && lowerPointwise(context, node)) return true;
  const folds = canFoldRows(own);
  const done = folds ? foldRows(own) : own;
  const primitive = forwardConvolution(engine, done, postOpsOf(node.attrs.activation));
  if (!primitive) return false;
  const wanted = primitive.layout(query.weights);
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, context.in(x!, primitive.layout(query.src))],
    [
      argument.weights,
      folds
        ? context.asLayout(foldWeight(context, context.plain(weight!), done.weight), wanted)
        : context.in(weight!, wanted),
    ],
  ];
  if (bias) {
    const plain = context.plain(bias);
    tensors.push([argument.bias, folds ? foldBias(context, plain) : plain]);
  }
  const y = folds ? engine.foldedRows(own.y) : primitive.layout(query.dst);
  tensors.push([argument.dst, context.define(outputOf(node), y)]);
  context.emit("conv2d", primitive, tensors);
  return true;
};

/** By a matrix product or a forward convolution with folded rows where that can be, else by oneDNN's own primitive. */
export const lowerConv2dInputGrad: Lower<Conv2dInputGradAttrs> = (context, node) => {
  const [dy, weight] = node.inputs;
  const own: Convolution = {
    ...node.attrs,
    x: node.attrs.inputShape,
    weight: weight!.type.shape,
    y: dy!.type.shape,
    hasBias: false,
    reads: orderOf(context, dy!),
    dtype: dy!.type.dtype as FloatDtype,
    mayBeFast: context.fastConvolution,
  };
  if (isProduct(own) && lowerPointwiseInputGrad(context, node)) return true;
  if (lowerInputGradByForward(context, node)) return true;
  const primitive = inputGradConvolution(context.engine, own);
  if (!primitive) return false;
  context.emit("conv2dInputGrad", primitive, [
    [argument.diffDst, context.in(dy!, primitive.layout(query.diffDst))],
    [argument.weights, context.in(weight!, primitive.layout(query.weights))],
    [argument.diffSrc, context.define(outputOf(node), primitive.layout(query.diffSrc))],
  ]);
  return true;
};

/** The gradients of weight and bias; the bias' apart where images lie channels last. */
export const lowerConv2dParameterGrad: Lower<Conv2dParameterGradAttrs> = (context, node) => {
  const [x, dy] = node.inputs;
  const { engine } = context;
  const own: Convolution = {
    ...node.attrs,
    x: x!.type.shape,
    weight: node.attrs.weightShape,
    y: dy!.type.shape,
    reads: orderOf(context, x!),
    dtype: dy!.type.dtype as FloatDtype,
    mayBeFast: context.fastConvolution,
  };
  if (isProduct(own) && lowerPointwiseParameterGrad(context, node)) return true;
  const folds = canFoldRows(own);
  // Channels last a bias gradient of oneDNN's costs as much again as the weight's.
  const sumsBias = own.hasBias && liesChannelsLast(own);
  const done = { ...(folds ? foldRows(own) : own), hasBias: own.hasBias && !sumsBias };
  const primitive = parameterGradConvolution(engine, done);
  if (!primitive) return false;
  const source = context.in(
    dy!,
    folds ? engine.foldedRows(own.y) : primitive.layout(query.diffDst),
  );
  const made = primitive.layout(query.diffWeights);
  const gradient = folds ? context.room(made) : context.define(outputOf(node), made);
  const bias = own.hasBias && context.define(outputOf(node, 1), biasLayout(engine, own));
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, context.in(x!, primitive.layout(query.src))],
    [argument.diffDst, source],
    [argument.diffWeights, gradient],
  ];
  if (bias && !sumsBias) tensors.push([argument.diffBias, bias]);
  context.emit("conv2dParameterGrad", primitive, tensors);
  if (folds) unfold(context, node, { gradient, shape: done.weight });
  if (bias && sumsBias) sumPixels(context, source, bias);
  return true;
};

/** Whether a node gains by applying its activation itself: not where lanes that hold no channel would be computed too. */
export function activationPays({ op, outputs }: Node): boolean {
  return op !== conv2dOp || outputs[0]!.shape[1]! % 16 === 0;
}

function orderOf(context: Lowering, image: Value): ImageOrder {
  const { engine } = context;
  const { shape, dtype } = image.type;
  const layout = context.layoutOf(image);
  const order = engine.imageLayouts(shape, dtype).findIndex((own) => engine.equal(own, layout));
  if (order < 0 || layout.plain) return "other";
  return order === 0 ? "channelsLast" : "blocks";
}

function unfold(
  context: Lowering,
  node: Node,
  { gradient, shape }: { readonly gradient: Placed; readonly shape: Layout["shape"] },
): void {
  const plain = context.asLayout(gradient, context.engine.plain(shape));
  const target = context.define(outputOf(node), context.engine.plain(node.outputs[0]!.shape));
  unfoldWeightGradient(context, plain, target);
}
