import type { Shape } from "../../../core/shape.ts";
import type { Window } from "../../../ops/window.ts";
import { int64s } from "../ffi.ts";

/** Shapes and window of one convolution, whatever the direction. */
export interface Convolution extends Window {
  readonly x: Shape;
  readonly weight: Shape;
  readonly y: Shape;
  readonly groups: number;
  readonly hasBias: boolean;
  /** Its result is read as folded rows, which lie channels last whatever their number: see `foldedRows.ts`. */
  readonly isFolded?: true;
}

/**
 * Few channels would be padded to a block of 16: channels last needs no padding, and oneDNN's direct convolution is as
 * fast on it. A fixed rule on the shape; the figures behind it are in docs/decisions/003-lowering-lenet5.md.
 */
export function hasFewChannels({ x, y, groups, isFolded }: Convolution): boolean {
  if (isFolded) return true;
  if (groups !== 1) return false;
  const inChannels = x[1]!;
  return y[1]! % 16 !== 0 || (inChannels > 4 && inChannels % 16 !== 0);
}

/** Grouped weights have their group as a dimension of its own. */
export function weightShape({ weight, groups }: Convolution): Shape {
  return groups === 1 ? weight : [groups, weight[0]! / groups, ...weight.slice(1)];
}

/** Strides, dilation (0 is dense here) and padding, in the order of the C interface. */
export function windowArguments({ stride, dilation, padding: [rows, columns] }: Window) {
  return [
    int64s(stride),
    int64s(dilation.map((step) => step - 1)),
    int64s([rows[0], columns[0]]),
    int64s([rows[1], columns[1]]),
  ] as const;
}
