/** Picking by index and adding up by index: each is the gradient of the other, so they share a file. */

import { isFloat } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import { type Shape, sameShape, showShape } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type TensorType, type Value } from "../graph/node.ts";
import { checkAxes, checkFloat, checkShape, noMacs, withShape } from "./shapeRules.ts";

export interface GatherAttrs {
  /** The dimension that indices count along. */
  readonly axis: number;
  /** How many leading dimensions x and the indices share: each index picks from its own part of x. */
  readonly batchDims: number;
}

export interface ScatterAddAttrs extends GatherAttrs {
  readonly inputShape: Shape;
}

/**
 * The elements of x at some places along one dimension; zeros for an index outside it, so that -1 may stand for nothing.
 * Without batch dimensions that is a selection of rows, as embeddings need; with all that come before the axis, every
 * row has indices of its own.
 *
 * Shape: x [B.., M.., K, R..], indices [B.., I..] (i32 or u8) -> [B.., M.., I.., R..], K at `axis`
 * @throws {ShapeError} when the indices are not integers, or the batch dimensions differ
 * @source NumPy's numpy.take; batch dimensions as in TensorFlow's tf.gather
 */
export const gatherOp: Op<GatherAttrs> = {
  name: "gather",
  infer: ([x, indices], attrs) => [
    withShape(x!, gatheredShape("gather", x!.shape, indices!, attrs)),
  ],
  gradient: ({ inputs: [x, indices], attrs, dys: [dy] }) => [
    applySingle(scatterAddOp, [indices!, dy!], { ...attrs, inputShape: shapeOf(x!) }),
    null,
  ],
  macs: noMacs,
};

/**
 * The gradient of `gather`: every dy added to the place in zeros that it came from.
 *
 * Shape: indices [B.., I..], dy [B.., M.., I.., R..] -> `inputShape` [B.., M.., K, R..]
 */
export const scatterAddOp: Op<ScatterAddAttrs> = {
  name: "scatterAdd",
  infer: ([indices, dy], attrs) => {
    checkFloat("scatter", "dy", dy!);
    checkShape("scatter", "dy", dy!, gatheredShape("scatter", attrs.inputShape, indices!, attrs));
    return [withShape(dy!, attrs.inputShape)];
  },
  gradient: ({ inputs: [indices], attrs: { inputShape: _, ...attrs }, dys: [g] }) => [
    null,
    applySingle(gatherOp, [g!, indices!], attrs),
  ],
  macs: noMacs,
};

/** The elements of x at `indices` along `axis`; the first `batchDims` dimensions of both go together. */
export function gather(
  x: Value,
  indices: Value,
  { axis = 0, batchDims = 0 }: Partial<GatherAttrs> = {},
): Value {
  const [own] = checkAxes("gather", shapeOf(x), [axis]);
  return applySingle(gatherOp, [x, indices], { axis: own!, batchDims });
}

function gatheredShape(
  action: string,
  x: Shape,
  indices: TensorType,
  { axis, batchDims }: GatherAttrs,
): Shape {
  if (isFloat(indices.dtype)) {
    throw new ShapeError(`Cannot ${action}: indices are ${indices.dtype}, needs i32 or u8`);
  }
  const batch = x.slice(0, batchDims);
  if (batchDims > axis || !sameShape(batch, indices.shape.slice(0, batchDims))) {
    throw new ShapeError(
      `Cannot ${action}: x is ${showShape(x)} and the indices ${showShape(indices.shape)}, needs the same first ${batchDims} dimensions, before axis ${axis}`,
    );
  }
  return [...x.slice(0, axis), ...indices.shape.slice(batchDims), ...x.slice(axis + 1)];
}
