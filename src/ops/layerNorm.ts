import { ShapeError } from "../core/errors.ts";
import { showShape, sizeOf } from "../core/shape.ts";
import { apply, type Op, shapeOf, type Value } from "../graph/node.ts";
import { add } from "./add.ts";
import type { NormOptions, ScaleAndShift } from "./batchNorm.ts";
import { reshape } from "./reshape.ts";
import { checkRank, checkSameFloat, checkShape, f32, noMacs } from "./shapeRules.ts";
import { statisticsGrad } from "./statisticsGrad.ts";

/* Letters: R rows, D numbers a row. Mean, variance, scale and shift are f32 whatever x is. */

export interface LayerNormAttrs {
  /** Added to the variance before its root is taken. */
  readonly epsilon: number;
}

export interface LayerNormOptions extends NormOptions {
  /** How many dimensions, counted from the last, are normalised together. */
  readonly dimensions?: number;
}

/**
 * scale · (x - mean) / √(variance + ε) + shift with the mean and variance of each row, which are outputs too.
 *
 * Shape: x [R, D], scale [D], shift [D] (both or neither) -> y [R, D], mean [R], variance [R]
 * @throws {ShapeError} when scale or shift are not one number for each of a row
 * @source Ba et al. 2016, arXiv:1607.06450
 */
export const layerNormOp: Op<LayerNormAttrs> = {
  name: "layerNorm",
  infer: ([x, scale, shift]) => {
    const action = "layer-normalise";
    const [rows, columns] = checkRank(action, "x", x!, 2);
    if (scale) checkShape(action, "scale", scale, [columns!]);
    if (shift) checkShape(action, "shift", shift, [columns!]);
    return [x!, f32([rows!]), f32([rows!])];
  },
  gradient: ({ inputs: [x, scale], outputs: [, mean, variance], attrs, dys }) => {
    const [dy, dMean, dVariance] = dys;
    const own = statisticsGrad(x!, { mean: mean!, dMean, dVariance, shape: [shapeOf(x!)[0]!, 1] });
    if (!dy) return scale ? [own, null, null] : [own];
    const operands = [x!, dy, mean!, variance!, ...(scale ? [scale] : [])];
    const [dx, ...rest] = apply(layerNormGradOp, operands, attrs);
    return [own ? add(dx!, own) : dx!, ...rest];
  },
  macs: noMacs,
};

/**
 * The gradients of `layerNorm` for x and, with them, for scale and shift. With x̂ = (x - mean) / √(variance + ε) and
 * g = scale · dy, both over a row:
 *
 *   dShift = Σ dy    dScale = Σ dy·x̂, both over rows    dx = (g - (Σ g + x̂ · Σ g·x̂) / D) / √(variance + ε)
 *
 * Shape: x [R, D], dy [R, D], mean [R], variance [R], scale [D] (optional) -> [R, D], [D], [D]
 */
export const layerNormGradOp: Op<LayerNormAttrs> = {
  name: "layerNormGrad",
  infer: ([x, dy, mean, variance, scale]) => {
    const action = "take the gradient of layerNorm";
    const [rows, columns] = checkRank(action, "x", x!, 2);
    checkShape(action, "dy", dy!, x!.shape);
    checkSameFloat(action, { x: x!, dy: dy! });
    checkShape(action, "mean", mean!, [rows!]);
    checkShape(action, "variance", variance!, [rows!]);
    if (scale) checkShape(action, "scale", scale, [columns!]);
    return scale ? [x!, f32([columns!]), f32([columns!])] : [x!];
  },
  gradient: () => ({ none: "a second derivative of layer normalisation has no use yet" }),
  macs: noMacs,
};

/**
 * The last dimensions normalised together, then scaled and shifted where numbers for that are given.
 *
 * Shape: x [.., D1, .., Dk], scale [D1, .., Dk], shift [D1, .., Dk] -> as x, with k = `dimensions`
 * @throws {ShapeError} when x has fewer dimensions
 */
export function layerNorm(
  x: Value,
  trained: ScaleAndShift | null,
  { dimensions = 1, epsilon = 1e-5 }: LayerNormOptions = {},
): Value {
  const shape = shapeOf(x);
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > shape.length) {
    throw new ShapeError(
      `Cannot layer-normalise: dimensions = ${dimensions} of ${showShape(shape)}, needs 1 to ${shape.length}`,
    );
  }
  const columns = sizeOf(shape.slice(-dimensions));
  const rows = reshape(x, [sizeOf(shape) / columns, columns]);
  const vectors = trained ? [trained.scale, trained.shift] : [];
  const operands = [rows, ...vectors.map((vector) => reshape(vector, [columns]))];
  return reshape(apply(layerNormOp, operands, { epsilon })[0]!, shape);
}
