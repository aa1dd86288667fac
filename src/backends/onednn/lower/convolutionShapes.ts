import type { FloatDtype } from "../../../core/dtype.ts";
import type { Shape } from "../../../core/shape.ts";
import type { Window } from "../../../ops/window.ts";
import { int64s } from "../ffi.ts";

/** How an image's channels lie. */
export type ImageOrder = "channelsLast" | "blocks" | "other";

/** Shapes and window of one convolution, whatever the direction. */
export interface Convolution extends Window {
  readonly x: Shape;
  readonly weight: Shape;
  readonly y: Shape;
  readonly groups: number;
  readonly hasBias: boolean;
  /** Whether Winograd's algorithm may be used; off by default. */
  readonly mayBeFast?: boolean;
  /** Of images and weights; gradients of weights, and all of biases, are f32. */
  readonly dtype: FloatDtype;
  /** How the image that is read lies: channels last, in blocks, or in another way, so that it is reordered anyhow. */
  readonly reads?: ImageOrder;
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

/**
 * Whether images lie channels last; else oneDNN lays them out, in blocks of 16 channels. A fixed rule on the shape and on
 * what lies there already; the figures behind it are in docs/decisions/006-grouped-and-pointwise-convolutions.md.
 *
 * - few channels: see above
 * - depthwise and 1×1: as fast either way, so that what is read need not be reordered; windows larger than 3×3 have code
 *   of their own for the weight's gradient only channels last
 * - other groups: in blocks there is code of their own only for groups of 16 channels and multiples
 */
export function liesChannelsLast(own: Convolution): boolean {
  const { x, y, weight, groups, reads } = own;
  if (hasFewChannels(own)) return true;
  if (groups === 1) return isPointwise(own) && reads === "channelsLast";
  const isDepthwise = groups === x[1] && groups === y[1];
  const isSmall = weight[2]! <= 3 && weight[3]! <= 3;
  return !(isDepthwise && isSmall && reads === "blocks");
}

/** Whether the window is one pixel of all channels: a matrix product. */
export function isPointwise({ weight, groups }: Convolution): boolean {
  return groups === 1 && weight[2] === 1 && weight[3] === 1;
}

/** The three directions of a convolution. */
export type Direction = "forward" | "inputGrad" | "parameterGrad";

/**
 * Winograd's algorithm, which computes 4×4 outputs of a 3×3 window with a quarter of the multiplications, and rounds
 * more. A fixed rule on the shape: it pays from 32 channels on; on maps below 7×7, whose last tiles stay half empty,
 * only for the gradient of the weight. The figures are in docs/decisions/008-fast-convolutions-and-memory.md.
 */
export function isFast(own: Convolution, direction: Direction): boolean {
  const { x, y, weight, stride, dilation, groups, dtype, mayBeFast = false } = own;
  const fits =
    weight[2] === 3 && weight[3] === 3 && [...stride, ...dilation].every((step) => step === 1);
  const channels = [x[1]!, y[1]!];
  const isWide = channels.every((count) => count >= 32 && count % 16 === 0);
  const isLarge = direction === "parameterGrad" || y[2]! * y[3]! >= 49;
  return mayBeFast && fits && groups === 1 && dtype === "f32" && isWide && isLarge;
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
