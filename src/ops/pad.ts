/** Padding and slicing: each is the gradient of the other, so they share a file. */

import { ShapeError } from "../core/errors.ts";
import { type Shape, sameShape, showShape } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { checkFloat, f32, noMacs } from "./shapeRules.ts";

export interface PadAttrs {
  /** Zeros before and after, for each dimension. */
  readonly padding: readonly (readonly [before: number, after: number])[];
}

/**
 * Surrounds a value with zeros.
 *
 * Shape: x [d0, …] -> [before_0 + d0 + after_0, …]
 * @throws {ShapeError} when a pair is missing or negative
 * @source own definition: the gradient is the slice that held x
 */
export const padOp: Op<PadAttrs> = {
  name: "pad",
  infer: ([x], { padding }) => {
    checkFloat("pad", "x", x!);
    if (padding.length !== x!.shape.length || padding.flat().some(isNoCount)) {
      throw new ShapeError(
        `Cannot pad ${showShape(x!.shape)} by ${JSON.stringify(padding)}: needs a pair of counts >= 0 for each dimension`,
      );
    }
    return [f32(x!.shape.map((extent, axis) => padding[axis]![0] + extent + padding[axis]![1]))];
  },
  gradient: ({ inputs: [x], attrs, dys: [dy] }) => [
    slice(
      dy!,
      attrs.padding.map(([before]) => before),
      shapeOf(x!),
    ),
  ],
  macs: noMacs,
};

/** Surrounds a value with zeros; x itself where there is nothing to add. */
export function pad(x: Value, padding: PadAttrs["padding"]): Value {
  const padded = applySingle(padOp, [x], { padding });
  return sameShape(shapeOf(padded), shapeOf(x)) ? x : padded;
}

export interface SliceAttrs {
  readonly start: Shape;
  readonly shape: Shape;
}

/**
 * The box of extent `shape` that begins at `start`.
 *
 * Shape: x -> `shape`
 * @throws {ShapeError} when the box does not lie inside x
 * @source own definition: the gradient is zero outside the box
 */
export const sliceOp: Op<SliceAttrs> = {
  name: "slice",
  infer: ([x], { start, shape }) => {
    const inside =
      start.length === x!.shape.length &&
      shape.length === x!.shape.length &&
      ![...start, ...shape].some(isNoCount) &&
      start.every((from, axis) => from + shape[axis]! <= x!.shape[axis]!);
    if (!inside) {
      throw new ShapeError(
        `Cannot slice ${showShape(shape)} at ${showShape(start)} from ${showShape(x!.shape)}: needs a box inside it`,
      );
    }
    return [{ dtype: x!.dtype, shape }];
  },
  gradient: ({ inputs: [x], attrs: { start, shape }, dys: [dy] }) => {
    const after = start.map((from, axis) => shapeOf(x!)[axis]! - from - shape[axis]!);
    return [
      pad(
        dy!,
        start.map((from, axis) => [from, after[axis]!]),
      ),
    ];
  },
  macs: noMacs,
};

/** The box of extent `shape` that begins at `start`; x itself where that is all of it. */
export function slice(x: Value, start: Shape, shape: Shape): Value {
  const box = applySingle(sliceOp, [x], { start, shape });
  return sameShape(shape, shapeOf(x)) ? x : box;
}

function isNoCount(count: number): boolean {
  return !Number.isInteger(count) || count < 0;
}
