import { type Shape, sizeOf } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "./add.ts";
import { affine } from "./affine.ts";
import { mul } from "./mul.ts";
import { reshape } from "./reshape.ts";
import { sub } from "./sub.ts";

/** A mean, and what flows back to it and to its variance. */
export interface StatisticsGradients {
  readonly mean: Value;
  readonly dMean: Value | null | undefined;
  readonly dVariance: Value | null | undefined;
  /** The shape of the mean with ones for the dimensions that it was taken over. */
  readonly shape: Shape;
}

/**
 * What flows to x through its mean and biased variance over M numbers: (dMean + 2 dVariance · (x - mean)) / M; null
 * where nothing flows.
 *
 * Shape: x, mean -> as x
 * @source calculus: ∂mean/∂x = 1/M and ∂variance/∂x = 2 (x - mean)/M
 */
export function statisticsGrad(
  x: Value,
  { mean, dMean, dVariance, shape }: StatisticsGradients,
): Value | null {
  if (!dMean && !dVariance) return null;
  const count = sizeOf(shapeOf(x)) / sizeOf(shape);
  const nothing = affine(mean, 0);
  const offset = reshape(affine(dMean ?? nothing, 1 / count), shape);
  const slope = reshape(affine(dVariance ?? nothing, 2 / count), shape);
  return add(mul(sub(x, reshape(mean, shape)), slope), offset);
}
