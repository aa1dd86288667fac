import type { Node, TensorType, Value } from "../../../graph/node.ts";
import type {
  Conv2dAttrs,
  Conv2dInputGradAttrs,
  Conv2dParameterGradAttrs,
} from "../../../ops/conv2d.ts";
import { withShape } from "../../../ops/shapeRules.ts";
import { argument } from "../constants.ts";
import type { Engine, Layout } from "../engine.ts";
import { type Lowering, outputOf, type PrimitiveStep } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import { type Convolution, isPointwise, liesChannelsLast } from "./convolutionShapes.ts";
import { matmulPrimitive, transposed } from "./matmul.ts";
import { postOpsOf } from "./postOps.ts";
import { sumPixels } from "./sumPixels.ts";

/*
 * A window of one pixel is a product of matrices: images that lie channels last are [pixels, channels], the weight
 * [O, C] as it lies in the parameter vector. oneDNN's convolutions are no faster and want the weight reordered at every
 * step, which in a network of large weights and small maps takes longer than the products.
 */

/** Whether a convolution can, and should, be computed as a matrix product. */
export function isProduct(own: Convolution): boolean {
  const { stride, padding } = own;
  const isWhole =
    stride.every((step) => step === 1) && padding.flat().every((count) => count === 0);
  return isPointwise(own) && isWhole && liesChannelsLast(own);
}

/** y = x · weightᵀ + bias, and the activation; false where oneDNN has no such product. */
export function lowerPointwise(context: Lowering, node: Node<Conv2dAttrs>): boolean {
  const { engine } = context;
  const [x, weight, bias] = node.inputs;
  const y = outputOf(node);
  const right = transposed(engine, withShape(weight!.type, weight!.type.shape.slice(0, 2)));
  const biasLayout = bias && engine.plain([1, bias.type.shape[0]!]);
  const result = pixels(engine, y.type);
  const left = pixels(engine, x!.type);
  const primitive = matmulPrimitive(engine, {
    left,
    right,
    bias: biasLayout,
    result,
    postOps: postOpsOf(node.attrs.activation),
  });
  if (!primitive) return false;
  const tensors: PrimitiveStep["tensors"][number][] = [
    [argument.src, { ...channelsLast(context, x!), layout: left }],
    [argument.weights, { ...context.plain(weight!), layout: right }],
  ];
  if (bias) tensors.push([argument.bias, { ...context.plain(bias), layout: biasLayout! }]);
  tensors.push([argument.dst, { ...defined(context, y), layout: result }]);
  context.emit("conv2d", primitive, tensors);
  return true;
}

/** dx = dy · weight */
export function lowerPointwiseInputGrad(
  context: Lowering,
  node: Node<Conv2dInputGradAttrs>,
): boolean {
  const { engine } = context;
  const [dy, weight] = node.inputs;
  const dx = outputOf(node);
  const right = engine.plain(weight!.type.shape.slice(0, 2), weight!.type.dtype);
  const left = pixels(engine, dy!.type);
  const result = pixels(engine, dx.type);
  const primitive = matmulPrimitive(engine, { left, right, result });
  if (!primitive) return false;
  context.emit("conv2dInputGrad", primitive, [
    [argument.src, { ...channelsLast(context, dy!), layout: left }],
    [argument.weights, { ...context.plain(weight!), layout: right }],
    [argument.dst, { ...defined(context, dx), layout: result }],
  ]);
  return true;
}

/** dWeight = dyᵀ · x, and the sums of dy. */
export function lowerPointwiseParameterGrad(
  context: Lowering,
  node: Node<Conv2dParameterGradAttrs>,
): boolean {
  const { engine } = context;
  const [x, dy] = node.inputs;
  const dWeight = outputOf(node);
  const left = transposed(engine, pixels(engine, dy!.type));
  const right = pixels(engine, x!.type);
  const result = engine.plain(dWeight.type.shape.slice(0, 2));
  const primitive = matmulPrimitive(engine, { left, right, result });
  if (!primitive) return false;
  const target = context.define(dWeight, engine.plain(dWeight.type.shape));
  context.emit("conv2dParameterGrad", primitive, [
    [argument.src, { ...channelsLast(context, dy!), layout: left }],
    [argument.weights, { ...channelsLast(context, x!), layout: right }],
    [argument.dst, { ...target, layout: result }],
  ]);
  if (node.attrs.hasBias) {
    const bias = context.define(outputOf(node, 1), engine.plain(node.outputs[1]!.shape));
    sumPixels(context, channelsLast(context, dy!), bias);
  }
  return true;
}

/** An image as it has to lie to be a matrix. */
function channelsLast(context: Lowering, image: Value): Placed {
  return context.in(image, context.engine.channelsLast(image.type.shape, image.type.dtype));
}

/** Room for an image, channels last. */
function defined(context: Lowering, image: Value): Placed {
  return context.define(image, context.engine.channelsLast(image.type.shape, image.type.dtype));
}

/** [N, C, H, W], channels last, as [pixels, channels]. */
function pixels(engine: Engine, { shape: [n, c, h, w], dtype }: TensorType): Layout {
  return engine.plain([n! * h! * w!, c!], dtype);
}
