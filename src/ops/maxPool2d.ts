import type { Shape } from "../core/shape.ts";
import { apply, applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { inferPool, type Pool2dAttrs, type Pool2dOptions, pool2dAttrs } from "./pool2d.ts";
import { checkShape, f32, noMacs } from "./shapeRules.ts";

export interface MaxPool2dGradAttrs extends Pool2dAttrs {
  readonly inputShape: Shape;
}

/**
 * Largest element of every window, the first of equals, and where in the window it stood.
 * Padding never wins.
 *
 * Shape: [N, C, H, W] -> [N, C, H', W'] and the winner's place kh·kW + kw (i32) [N, C, H', W']
 * @throws {ShapeError} when the window exceeds the padded input
 * @source Ranzato et al. 2007, Unsupervised learning of invariant feature hierarchies
 */
export const maxPool2dOp: Op<Pool2dAttrs> = {
  name: "maxPool2d",
  infer: ([x], attrs) => {
    const shape = inferPool("max-pool", x!, attrs);
    return [f32(shape), { dtype: "i32", shape }];
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
    checkShape(action, "dy", dy!, inferPool(action, f32(attrs.inputShape), attrs));
    return [f32(attrs.inputShape)];
  },
  gradient: () => ({ none: "a second derivative of max pooling has no use yet" }),
  macs: noMacs,
};

/** Largest element of every window; the stride is the kernel size unless given. */
export function maxPool2d(x: Value, options: Pool2dOptions): Value {
  return apply(maxPool2dOp, [x], pool2dAttrs(options))[0]!;
}
