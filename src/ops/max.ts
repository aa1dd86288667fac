import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { neg } from "./affine.ts";
import { div } from "./div.ts";
import { equal } from "./equal.ts";
import { mul } from "./mul.ts";
import { checkAxes, checkFloat, noMacs, reducedShape, withShape } from "./shapeRules.ts";
import { type ReduceAttrs, sum, unreduce } from "./sum.ts";

/**
 * Largest element over some dimensions; equal maxima share the gradient evenly, as in PyTorch's `amax`.
 *
 * Shape: x -> x without `axes`, or with 1 in their place when `keepDims`
 * @throws {ShapeError} when an axis lies outside the shape
 * @source PyTorch 1.13 documentation of torch.amax
 */
export const maxOp: Op<ReduceAttrs> = {
  name: "max",
  infer: ([x], { axes, keepDims }) => {
    checkFloat("take the maximum", "x", x!);
    const own = checkAxes("take the maximum", x!.shape, axes);
    return [withShape(x!, reducedShape(x!.shape, own, keepDims))];
  },
  gradient: ({ inputs: [x], outputs: [y], attrs: { axes }, dys: [dy] }) => {
    const isMax = equal(x!, unreduce(y!, x!, axes));
    const share = div(isMax, unreduce(sum(isMax, axes), x!, axes));
    return [mul(share, unreduce(dy!, x!, axes))];
  },
  macs: noMacs,
};

/** Largest element over `axes`, all by default. */
export function max(x: Value, axes?: readonly number[], keepDims = false): Value {
  const own = checkAxes("take the maximum", shapeOf(x), axes ?? shapeOf(x).map((_, axis) => axis));
  return applySingle(maxOp, [x], { axes: own, keepDims });
}

/** Smallest element over `axes`, all by default: the largest with the sign turned twice, which is exact. */
export function min(x: Value, axes?: readonly number[], keepDims = false): Value {
  return neg(max(neg(x), axes, keepDims));
}
