/*
 * Where elements lie in row-major arrays, by division and remainder: slower than carrying counters along, but a pure
 * function of numbers that needs no memory. Kernels ask once a row, not once an element, where they can.
 */
import type { Shape } from "../../core/shape.ts";

/** Extent of the last dimension; a scalar is one row of one element. */
export function rowLength(shape: Shape): number {
  return shape.at(-1) ?? 1;
}

/** Elements to step over to move by one along `axis`. */
export function strideOf(shape: Shape, axis: number): number {
  let stride = 1;
  for (let inner = axis + 1; inner < shape.length; inner++) stride *= shape[inner]!;
  return stride;
}

/** Where an operand of shape `own` holds what broadcasting puts at `index` of `shape`. */
export function broadcastOffset(index: number, shape: Shape, own: Shape): number {
  const lead = shape.length - own.length;
  let offset = 0;
  let stride = 1;
  let rest = index;
  for (let axis = own.length - 1; axis >= 0; axis--) {
    const extent = shape[axis + lead]!;
    const coordinate = rest % extent;
    rest = (rest - coordinate) / extent;
    if (own[axis] !== 1) offset += coordinate * stride;
    stride *= own[axis]!;
  }
  return offset;
}

/** Where element `index` of a box lies in an array of shape `whole`, the box standing at its beginning. */
export function boxOffset(index: number, box: Shape, whole: Shape): number {
  let offset = 0;
  let stride = 1;
  let rest = index;
  for (let axis = box.length - 1; axis >= 0; axis--) {
    const coordinate = rest % box[axis]!;
    rest = (rest - coordinate) / box[axis]!;
    offset += coordinate * stride;
    stride *= whole[axis]!;
  }
  return offset;
}

/** Axes as the bits of a number, so that `~mask` are all others. */
export function maskOf(axes: readonly number[]): number {
  let mask = 0;
  for (let i = 0; i < axes.length; i++) mask |= 1 << axes[i]!;
  return mask;
}

/** Number of elements along the axes of the mask. */
export function countAlong(mask: number, shape: Shape): number {
  let count = 1;
  for (let axis = 0; axis < shape.length; axis++) if (mask & (1 << axis)) count *= shape[axis]!;
  return count;
}

/** Where the `index`-th combination of coordinates along the mask's axes lies, the other coordinates being 0. */
export function offsetAlong(index: number, mask: number, shape: Shape): number {
  let offset = 0;
  let stride = 1;
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const extent = shape[axis]!;
    if (mask & (1 << axis)) {
      const coordinate = rest % extent;
      rest = (rest - coordinate) / extent;
      offset += coordinate * stride;
    }
    stride *= extent;
  }
  return offset;
}
