import { type Shape, sizeOf } from "../core/shape.ts";
import { apply, applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { inferPool, type Pool2dAttrs, type Pool2dOptions, pool2dAttrs } from "./pool2d.ts";
import { checkFloat, checkShape, noMacs, withShape } from "./shapeRules.ts";
import type { PairOption } from "./window.ts";

export interface MaxPool2dGradAttrs extends Pool2dAttrs {
  readonly inputShape: Shape;
}

/**
 * Largest element of every window, the first of equals, and where in the window it stood.
 * Padding never wins.
 *
 * Shape: [N, C, H, W] -> [N, C, H', W'] and the winner's place kh·kW + kw (i32) [N, C, H', W']
 * @throws {ShapeError} when the window exceeds the padded input, or one holds padding alone
 * @source Ranzato et al. 2007, Unsupervised learning of invariant feature hierarchies
 */
export const maxPool2dOp: Op<Pool2dAttrs> = {
  name: "maxPool2d",
  infer: ([x], attrs) => {
    const shape = inferPool("max-pool", x!, attrs);
    return [withShape(x!, shape), { dtype: "i32", shape }];
  },
  gradient: ({ inputs: [x], outputs: [, winners], attrs, dys: [dy] }) => [
    applySingle(maxPool2dGradOp, [winners!, dy!], { ...attrs, inputShape: shapeOf(x!) }),
  ],
  macs: noMacs,
};

/**
 * The gradient of `maxPool2d`: every dy added to the place of its window's winner.
 *
 * Shape: winners [N, C, H', W'], dy [N, C, H', W'] -> [N, C, H, W]
 */
export const maxPool2dGradOp: Op<MaxPool2dGradAttrs> = {
  name: "maxPool2dGrad",
  infer: ([, dy], attrs) => {
    const action = "take the gradient of maxPool2d";
    checkFloat(action, "dy", dy!);
    const x = withShape(dy!, attrs.inputShape);
    checkShape(action, "dy", dy!, inferPool(action, x, attrs));
    return [x];
  },
  gradient: () => ({ none: "a second derivative of max pooling has no use yet" }),
  macs: noMacs,
};

export interface MaxPool2dOptions extends Pool2dOptions {
  readonly dilation?: PairOption;
}

/** Largest element of every window; the stride is the kernel size unless given. */
export function maxPool2d(x: Value, options: MaxPool2dOptions): Value {
  return apply(maxPool2dOp, [x], pool2dAttrs(options, shapeOf(x)))[0]!;
}

/** Largest element of each channel. Shape: [N, C, H, W] -> [N, C, 1, 1] */
export function globalMaxPool2d(x: Value): Value {
  const [, , height, width] = shapeOf(x);
  return sizeOf([height!, width!]) === 1 ? x : maxPool2d(x, { kernelSize: [height!, width!] });
}
