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

/** The type of a float32 tensor, which is what nearly all operations give. */
export function f32(shape: Shape): TensorType {
  return { dtype: "f32", shape };
}

/**
 * The extents of an operand that must have `rank` dimensions of f32.
 *
 * @throws {ShapeError} when rank or element type differ
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
 * Keeps labels and raw pixels out of arithmetic: they have to go through `toFloat` or `oneHot` first.
 *
 * @throws {ShapeError} when the operand is not f32
 */
export function checkFloat(action: string, name: string, type: TensorType): void {
  if (type.dtype !== "f32") {
    throw new ShapeError(`Cannot ${action}: ${name} is ${type.dtype}, needs f32`);
  }
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

/** Shape rule of elementwise operations on two operands, with broadcasting. */
export function inferBroadcast(
  action: string,
  [a, b]: readonly TensorType[],
): readonly [TensorType] {
  checkFloat(action, "the first operand", a!);
  checkFloat(action, "the second operand", b!);
  return [f32(broadcastShapes(action, a!.shape, b!.shape))];
}

/** Shape rule of elementwise operations on one operand. */
export function inferSame(action: string, [x]: readonly TensorType[]): readonly [TensorType] {
  checkFloat(action, "the operand", x!);
  return [x!];
}

/** Shape rule of gradients that pair an output y with dy: equal shapes. */
export function inferPaired(action: string, [y, dy]: readonly TensorType[]): readonly [TensorType] {
  checkFloat(action, "dy", dy!);
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
