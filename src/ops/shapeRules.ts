import { type FloatDtype, isFloat } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import { broadcastShapes, type Shape, sameShape, showShape, sizeOf } from "../core/shape.ts";
import type { TensorType } from "../graph/node.ts";

/** Shape rules that several operations share, and the checks they are made of. */

/** Attributes of an operation that has none. */
export type NoAttrs = Readonly<Record<never, never>>;

/** The one value of `NoAttrs`, shared by all nodes that need no more. */
export const noAttrs: NoAttrs = Object.freeze({});

/** The macs rule of operations that only move, compare or map elements. */
export function noMacs(): number {
  return 0;
}

/** The type of a float32 tensor. */
export function f32(shape: Shape): TensorType {
  return { dtype: "f32", shape };
}

/** The same element type in another shape: what an operation gives that computes in the type of its operands. */
export function withShape({ dtype }: TensorType, shape: Shape): TensorType {
  return { dtype, shape };
}

/**
 * The extents of a float operand that must have `rank` dimensions.
 *
 * @throws {ShapeError} when the rank differs or it is not a float
 */
export function checkRank(action: string, name: string, type: TensorType, rank: number): Shape {
  checkFloat(action, name, type);
  if (type.shape.length !== rank) {
    throw new ShapeError(
      `Cannot ${action}: ${name} is ${showShape(type.shape)}, needs ${rank} dimensions`,
    );
  }
  return type.shape;
}

/**
 * Keeps labels and raw pixels out of arithmetic: they have to go through `toFloat` or `oneHot` first, which give f32.
 *
 * @throws {ShapeError} when the operand is neither f32 nor bf16
 */
export function checkFloat(action: string, name: string, type: TensorType): void {
  if (!isFloat(type.dtype)) {
    throw new ShapeError(`Cannot ${action}: ${name} is ${type.dtype}, needs f32`);
  }
}

/**
 * The one element type of float operands that are computed with together. Which of two is to be rounded or widened is
 * nothing that an operation may decide: `passes/mixedPrecision` puts casts where they are needed.
 *
 * @throws {ShapeError} when one is not a float, or they differ
 */
export function checkSameFloat(
  action: string,
  operands: Readonly<Record<string, TensorType>>,
): FloatDtype {
  const entries = Object.entries(operands);
  for (const [name, type] of entries) checkFloat(action, name, type);
  const [first, { dtype }] = entries[0]!;
  const other = entries.find(([, type]) => type.dtype !== dtype);
  if (other) {
    throw new ShapeError(
      `Cannot ${action}: ${first} is ${dtype} and ${other[0]} ${other[1].dtype}, needs one type for both`,
    );
  }
  return dtype as FloatDtype;
}

/**
 * Compares an operand's shape with the one that the other operands call for.
 *
 * @throws {ShapeError} when they differ
 */
export function checkShape(action: string, name: string, type: TensorType, needed: Shape): void {
  if (!sameShape(type.shape, needed)) {
    throw new ShapeError(
      `Cannot ${action}: ${name} is ${showShape(type.shape)}, needs ${showShape(needed)}`,
    );
  }
}

/**
 * One f32 number an output channel or feature: a bias is added to sums before they are rounded, whatever their factors.
 *
 * @throws {ShapeError} when there are more or fewer, or they are of another type
 */
export function checkBias(action: string, bias: TensorType, channels: number): void {
  if (bias.dtype !== "f32") {
    throw new ShapeError(`Cannot ${action}: bias is ${bias.dtype}, needs f32`);
  }
  checkShape(action, "bias", bias, [channels]);
}

/** Shape rule of elementwise operations on two operands, with broadcasting. */
export function inferBroadcast(
  action: string,
  [a, b]: readonly TensorType[],
): readonly [TensorType] {
  const operands = { "the first operand": a!, "the second operand": b! };
  const dtype = checkSameFloat(action, operands);
  return [{ dtype, shape: broadcastShapes(action, a!.shape, b!.shape) }];
}

/** Shape rule of elementwise operations on one operand. */
export function inferSame(action: string, [x]: readonly TensorType[]): readonly [TensorType] {
  checkFloat(action, "the operand", x!);
  return [x!];
}

/** Shape rule of gradients that pair an output y with dy: equal shapes. */
export function inferPaired(action: string, [y, dy]: readonly TensorType[]): readonly [TensorType] {
  checkSameFloat(action, { y: y!, dy: dy! });
  checkShape(action, "dy", dy!, y!.shape);
  return [y!];
}

/**
 * Axes as non-negative numbers in ascending order.
 *
 * @throws {ShapeError} when an axis lies outside the shape
 */
export function checkAxes(action: string, shape: Shape, axes: readonly number[]): number[] {
  return axes
    .map((axis) => {
      const own = axis < 0 ? axis + shape.length : axis;
      if (!Number.isInteger(own) || own < 0 || own >= shape.length) {
        throw new ShapeError(
          `Cannot ${action}: axis ${axis} of ${showShape(shape)}, needs ${-shape.length} to ${shape.length - 1}`,
        );
      }
      return own;
    })
    .sort((a, b) => a - b);
}

/** The shape left when axes are reduced, kept as 1 or dropped. */
export function reducedShape(shape: Shape, axes: readonly number[], keepDims: boolean): number[] {
  const kept = shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
  return keepDims ? kept : kept.filter((_, axis) => !axes.includes(axis));
}

/**
 * Compares the numbers of elements of two shapes that the same memory is to be read with.
 *
 * @throws {ShapeError} when they differ
 */
export function checkSize(action: string, from: Shape, to: Shape): void {
  if (sizeOf(from) !== sizeOf(to)) {
    throw new ShapeError(
      `Cannot ${action} ${showShape(from)} to ${showShape(to)}: ${sizeOf(from)} elements, needs ${sizeOf(to)}`,
    );
  }
}
