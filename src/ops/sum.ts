/** Summing and broadcasting: each is the gradient of the other, so they share a file. */

import { ShapeError } from "../core/errors.ts";
import { type Shape, sameShape, showShape, sizeOf } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { affine } from "./affine.ts";
import { reshape } from "./reshape.ts";
import { checkAxes, checkFloat, noMacs, reducedShape, withShape } from "./shapeRules.ts";

export interface ReduceAttrs {
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/**
 * Sum over some dimensions.
 *
 * Shape: x -> x without `axes`, or with 1 in their place when `keepDims`
 * @throws {ShapeError} when an axis lies outside the shape
 * @source calculus: every summand takes the whole of dy
 */
export const sumOp: Op<ReduceAttrs> = {
  name: "sum",
  infer: ([x], { axes, keepDims }) => {
    checkFloat("sum", "x", x!);
    return [withShape(x!, reducedShape(x!.shape, checkAxes("sum", x!.shape, axes), keepDims))];
  },
  gradient: ({ inputs: [x], attrs, dys: [dy] }) => [unreduce(dy!, x!, attrs.axes)],
  macs: noMacs,
};

/** Sum over `axes`, all by default. */
export function sum(x: Value, axes?: readonly number[], keepDims = false): Value {
  const own = checkAxes("sum", shapeOf(x), axes ?? shapeOf(x).map((_, axis) => axis));
  return own.length === 0 ? x : applySingle(sumOp, [x], { axes: own, keepDims });
}

/** Mean over `axes`, all by default: the sum divided by the number of summands. */
export function mean(x: Value, axes?: readonly number[], keepDims = false): Value {
  const total = sum(x, axes, keepDims);
  return affine(total, sizeOf(shapeOf(total)) / sizeOf(shapeOf(x)));
}

/** A reduced value stretched back over the dimensions that were reduced. */
export function unreduce(reduced: Value, x: Value, axes: readonly number[]): Value {
  return broadcastTo(reshape(reduced, reducedShape(shapeOf(x), axes, true)), shapeOf(x));
}

export interface BroadcastToAttrs {
  readonly shape: Shape;
}

/**
 * Repeats a value along dimensions of extent 1 and along new leading dimensions.
 *
 * Shape: x -> `shape`, aligned at the last dimension
 * @throws {ShapeError} when an extent of x is neither 1 nor the wanted one
 * @source NumPy's broadcasting rule, numpy.org/doc/stable/user/basics.broadcasting.html
 */
export const broadcastToOp: Op<BroadcastToAttrs> = {
  name: "broadcastTo",
  infer: ([x], { shape }) => {
    checkFloat("broadcast", "x", x!);
    const lead = shape.length - x!.shape.length;
    if (
      lead < 0 ||
      x!.shape.some((extent, axis) => extent !== 1 && extent !== shape[axis + lead])
    ) {
      throw new ShapeError(
        `Cannot broadcast ${showShape(x!.shape)} to ${showShape(shape)}: needs equal extents or 1, aligned at the last dimension`,
      );
    }
    return [withShape(x!, shape)];
  },
  gradient: ({ inputs: [x], dys: [dy] }) => [sumTo(dy!, shapeOf(x!))],
  macs: noMacs,
};

/** Repeats x to fill `shape`; x itself where nothing has to be repeated. */
export function broadcastTo(x: Value, shape: Shape): Value {
  return sameShape(shapeOf(x), shape) ? x : applySingle(broadcastToOp, [x], { shape });
}

/** Sums out what broadcasting had repeated: the gradient of every broadcast operand. */
export function sumTo(value: Value, shape: Shape): Value {
  const from = shapeOf(value);
  if (sameShape(from, shape)) return value;
  const lead = from.length - shape.length;
  const axes = from.flatMap((extent, axis) =>
    axis < lead || (shape[axis - lead] === 1 && extent !== 1) ? [axis] : [],
  );
  return reshape(sum(value, axes), shape);
}
