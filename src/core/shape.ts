import { ShapeError } from "./errors.ts";

/** The extent of each dimension of a tensor, slowest first; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

/** Elements to step over to move by one in each dimension, for dense row-major storage. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Whether two shapes have the same extents. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/** `[64, 1, 28, 28]`, as it stands in messages. */
export function showShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/**
 * The shape two operands take together: aligned at the last dimension, an extent of 1 stretches.
 *
 * @throws {ShapeError} when two extents differ and neither is 1
 */
export function broadcastShapes(action: string, a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError(
        `Cannot ${action} ${showShape(a)} and ${showShape(b)}: extents ${left} and ${right} differ, needs equal extents or 1`,
      );
    }
    return left === 1 ? right : left;
  });
}
