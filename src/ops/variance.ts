import { sizeOf } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { affine } from "./affine.ts";
import { mul } from "./mul.ts";
import { sqrt } from "./pow.ts";
import { sub } from "./sub.ts";
import { mean, sum } from "./sum.ts";

export interface VarianceOptions {
  /** Subtracted from the number of elements: 1 estimates the variance of what x is a sample of. PyTorch's default is 1. */
  readonly correction?: 0 | 1;
  /** Leaves 1 in the place of the dimensions. */
  readonly keepDims?: boolean;
}

/**
 * Mean squared distance from the mean over `axes`, all by default. Two passes, mean first: with a single one, the
 * difference of the mean square and the squared mean would lose all digits where the mean is large.
 *
 * Shape: x -> x without `axes`, or with 1 in their place when `keepDims`
 * @throws {ShapeError} when an axis lies outside the shape
 * @source Higham 2002, Accuracy and Stability of Numerical Algorithms, section 1.9
 */
export function variance(
  x: Value,
  axes?: readonly number[],
  { correction = 0, keepDims = false }: VarianceOptions = {},
): Value {
  const distance = sub(x, mean(x, axes, true));
  const total = sum(mul(distance, distance), axes, keepDims);
  const count = sizeOf(shapeOf(x)) / sizeOf(shapeOf(total));
  return affine(total, 1 / (count - correction));
}

/** The root of `variance`; without a gradient where that is 0: add a small number and take `sqrt` instead. */
export function standardDeviation(
  x: Value,
  axes?: readonly number[],
  options: VarianceOptions = {},
): Value {
  return sqrt(variance(x, axes, options));
}
