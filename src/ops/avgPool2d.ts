import { type Shape, sameShape, sizeOf } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { constant } from "./leaves.ts";
import { mul } from "./mul.ts";
import { inferPool, type Pool2dAttrs, type Pool2dOptions, pool2dAttrs } from "./pool2d.ts";
import { checkFloat, checkShape, noMacs, withShape } from "./shapeRules.ts";
import type { Sides } from "./window.ts";

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
  infer: ([x], attrs) => [withShape(x!, inferPool("average-pool", x!, attrs))],
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
    checkFloat(action, "dy", dy!);
    const x = withShape(dy!, attrs.inputShape);
    checkShape(action, "dy", dy!, inferPool(action, x, attrs));
    return [x];
  },
  gradient: ({ attrs: { inputShape: _, ...attrs }, dys: [g] }) => [
    applySingle(avgPool2dOp, [g!], attrs),
  ],
  macs: noMacs,
};

export interface AvgPool2dOptions extends Pool2dOptions {
  /** Whether padding zeros count in the divisor; those that only `ceilMode` adds never do. */
  readonly countPadding?: boolean;
}

/** Mean of every window; the stride is the kernel size unless given. */
export function avgPool2d(x: Value, { countPadding = true, ...options }: AvgPool2dOptions): Value {
  const attrs = pool2dAttrs(options, shapeOf(x));
  const { padding } = pool2dAttrs({ ...options, ceilMode: false }, shapeOf(x));
  const pool = (counts: boolean) =>
    applySingle(avgPool2dOp, [x], { ...attrs, countPadding: counts });
  if (!countPadding || sameShape(attrs.padding.flat(), padding.flat())) return pool(countPadding);
  if (padding.flat().every((count) => count === 0)) return pool(false);
  const y = pool(true);
  return mul(y, withoutOverhang(attrs, padding, { x: shapeOf(x), y: shapeOf(y) }));
}

/** What means have to be multiplied with so that taps behind an image and its padding do not count. */
function withoutOverhang(
  { kernelSize, stride }: Pool2dAttrs,
  padding: Sides,
  { x, y }: { readonly x: Shape; readonly y: Shape },
): Value {
  const along = (axis: 0 | 1): number[] => {
    const end = padding[axis][0] + x[axis + 2]! + padding[axis][1];
    return Array.from({ length: y[axis + 2]! }, (_, position) => {
      const counted = Math.min(kernelSize[axis], end - position * stride[axis]);
      return kernelSize[axis] / counted;
    });
  };
  const columns = along(1);
  const factors = along(0).flatMap((row) => columns.map((column) => row * column));
  return constant(factors, [1, 1, y[2]!, y[3]!]);
}

/** Mean over all positions: one number a channel. Shape: [N, C, H, W] -> [N, C, 1, 1] */
export function globalAvgPool2d(x: Value): Value {
  const [, , height, width] = shapeOf(x);
  return sizeOf([height!, width!]) === 1 ? x : avgPool2d(x, { kernelSize: [height!, width!] });
}
