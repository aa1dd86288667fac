import { type Shape, sizeOf } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { inferPool, type Pool2dAttrs, type Pool2dOptions, pool2dAttrs } from "./pool2d.ts";
import { checkShape, f32, noMacs } from "./shapeRules.ts";

export interface AvgPool2dAttrs extends Pool2dAttrs {
  /** Whether padding zeros count in the divisor. */
  readonly countPadding: boolean;
}

export interface AvgPool2dGradAttrs extends AvgPool2dAttrs {
  readonly inputShape: Shape;
}

/**
 * Mean of every window.
 *
 * Shape: [N, C, H, W] -> [N, C, H', W'] with H' as in `conv2d`
 * @throws {ShapeError} when the window exceeds the padded input
 * @source LeCun et al. 1998, Proc. IEEE 86(11), section II-A (sub-sampling)
 */
export const avgPool2dOp: Op<AvgPool2dAttrs> = {
  name: "avgPool2d",
  infer: ([x], attrs) => [f32(inferPool("average-pool", x!, attrs))],
  gradient: ({ inputs: [x], attrs, dys: [dy] }) => [
    applySingle(avgPool2dGradOp, [dy!], { ...attrs, inputShape: shapeOf(x!) }),
  ],
  macs: noMacs,
};

/**
 * The gradient of `avgPool2d`: every dy spread evenly over its window.
 *
 * Shape: dy [N, C, H', W'] -> [N, C, H, W]
 */
export const avgPool2dGradOp: Op<AvgPool2dGradAttrs> = {
  name: "avgPool2dGrad",
  infer: ([dy], attrs) => {
    const action = "take the gradient of avgPool2d";
    checkShape(action, "dy", dy!, inferPool(action, f32(attrs.inputShape), attrs));
    return [f32(attrs.inputShape)];
  },
  gradient: ({ attrs: { inputShape: _, ...attrs }, dys: [g] }) => [
    applySingle(avgPool2dOp, [g!], attrs),
  ],
  macs: noMacs,
};

/** Mean of every window; the stride is the kernel size unless given. */
export function avgPool2d(
  x: Value,
  { countPadding = true, ...options }: Pool2dOptions & { readonly countPadding?: boolean },
): Value {
  return applySingle(avgPool2dOp, [x], { ...pool2dAttrs(options), countPadding });
}

/** Mean over all positions: one number a channel. Shape: [N, C, H, W] -> [N, C, 1, 1] */
export function globalAvgPool2d(x: Value): Value {
  const [, , height, width] = shapeOf(x);
  return sizeOf([height!, width!]) === 1 ? x : avgPool2d(x, { kernelSize: [height!, width!] });
}
