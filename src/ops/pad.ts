/** Padding, slicing and adding a box: they are each other's gradients, so they share a file. */

import { ShapeError } from "../core/errors.ts";
import { type Shape, sameShape, showShape } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { checkFloat, checkSameFloat, noMacs, withShape } from "./shapeRules.ts";

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
    const shape = x!.shape.map((extent, axis) => padding[axis]![0] + extent + padding[axis]![1]);
    return [withShape(x!, shape)];
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
    checkInside(`slice ${showShape(shape)} at ${showShape(start)} from`, x!.shape, {
      start,
      shape,
    });
    return [withShape(x!, shape)];
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

export interface AddBoxAttrs {
  readonly start: Shape;
}

/**
 * x with a box added that begins at `start`. Gradients of slices are added up so: `add` would read and write the zeros
 * around them too.
 *
 * Shape: x, box -> x
 * @throws {ShapeError} when the box does not lie inside x, or the types differ
 * @source own definition: the gradient of the box is its slice
 */
export const addBoxOp: Op<AddBoxAttrs> = {
  name: "addBox",
  infer: ([x, box], { start }) => {
    checkSameFloat("add a box", { x: x!, box: box! });
    const { shape } = box!;
    checkInside(`add ${showShape(shape)} at ${showShape(start)} to`, x!.shape, { start, shape });
    return [x!];
  },
  gradient: ({ inputs: [, box], attrs: { start }, dys: [dy] }) => [
    dy!,
    slice(dy!, start, shapeOf(box!)),
  ],
  macs: noMacs,
};

/** x with a box added that begins at `start`. */
export function addBox(x: Value, box: Value, start: Shape): Value {
  return applySingle(addBoxOp, [x, box], { start });
}

function checkInside(action: string, whole: Shape, { start, shape }: SliceAttrs): void {
  const inside =
    start.length === whole.length &&
    shape.length === whole.length &&
    ![...start, ...shape].some(isNoCount) &&
    start.every((from, axis) => from + shape[axis]! <= whole[axis]!);
  if (!inside) {
    throw new ShapeError(`Cannot ${action} ${showShape(whole)}: needs a box inside it`);
  }
}

function isNoCount(count: number): boolean {
  return !Number.isInteger(count) || count < 0;
}
