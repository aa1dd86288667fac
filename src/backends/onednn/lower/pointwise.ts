import type { Node } from "../../../graph/node.ts";
import type {
  Conv2dAttrs,
  Conv2dInputGradAttrs,
  Conv2dParameterGradAttrs,
} from "../../../ops/conv2d.ts";
import { argument } from "../constants.ts";
import type { Layout } from "../engine.ts";
import { type Lowering, outputOf, type PrimitiveStep } from "../lowering.ts";
import type { Placed } from "../regions.ts";
import { type Convolution, isPointwise, liesChannelsLast } from "./convolutionShapes.ts";
import { matmulPrimitive, transposed } from "./matmul.ts";
import { postOpsOf } from "./postOps.ts";

/*
 * A window of one pixel is a product of matrices: images that lie channels last are [pixels, channels], the weight
 * [O, C] as it lies in the parameter vector. oneDNN's convolutions are no faster and want the weight reordered at every
 * step, which in a network of large weights and small maps takes longer than the products.
 */

/** Whether a convolution can, and should, be computed as a matrix product. */
export function isProduct(own: Convolution): boolean {
  const { stride, padding } = own;
  const isWhole = stride.every((step) => step === 1) && padding.flat().every((count) => count === 0);
  return isPointwise(own) && isWhole && liesChannelsLast(own);
}

/** y = x · weightᵀ + bias, and the activation; false where oneDNN has no such product. */
export function lowerPointwise(context: Lowering, node: Node<Conv2dAttrs>): boolean {
  const { engine } = context;
  const [x, weight, bias] = node.inputs;
  const source = pixelsOf(context, lastOf(context, x));
  const right = transposed(engine, { shape: [o, c], dtype });
}
