import { ShapeError } from "../core/errors.ts";

/** Extents along height and width. */
export type Pair = readonly [height: number, width: number];

/** Zeros before and after the rows, and before and after the columns. */
export type Sides = readonly [rows: Pair, columns: Pair];

/** How a window moves over an image. */
export interface Window {
  readonly stride: Pair;
  readonly padding: Sides;
  readonly dilation: Pair;
}

/** One number for both dimensions, or one for each. */
export type PairOption = number | Pair;

/** One number for all sides, one for rows and one for columns, or (before, after) for each. */
export type PaddingOption = number | Pair | Sides;

/** The option in full: a single number stands for both dimensions. */
export function pairOf(option: PairOption): Pair {
  return typeof option === "number" ? [option, option] : option;
}

/** The padding in full: a single number stands for all sides, a pair of numbers for rows and columns. */
export function sidesOf(option: PaddingOption): Sides {
  const [rows, columns] = typeof option === "number" ? [option, option] : option;
  const side = (count: number | Pair): Pair => (typeof count === "number" ? [count, count] : count);
  return [side(rows), side(columns)];
}

/**
 * Number of window positions along one dimension:
 * floor((extent + before + after - dilation · (kernel - 1) - 1) / stride) + 1.
 *
 * @throws {ShapeError} when no window fits, or a setting is out of range
 * @source Dumoulin & Visin 2016, arXiv:1603.07285
 */
export function windowCount(
  action: string,
  extent: number,
  {
    kernel,
    window,
    axis,
  }: { readonly kernel: number; readonly window: Window; readonly axis: 0 | 1 },
): number {
  const [before, after] = window.padding[axis];
  const stride = window.stride[axis];
  const dilation = window.dilation[axis];
  const settings = { kernel, stride, dilation };
  for (const [name, value] of Object.entries(settings)) {
    if (!Number.isInteger(value) || value < 1) {
      throw new ShapeError(`Cannot ${action}: ${name} is ${value}, needs a whole number >= 1`);
    }
  }
  if (!Number.isInteger(before) || !Number.isInteger(after) || before < 0 || after < 0) {
    throw new ShapeError(
      `Cannot ${action}: padding is ${before} and ${after}, needs whole numbers >= 0`,
    );
  }
  const covered = dilation * (kernel - 1) + 1;
  const padded = extent + before + after;
  if (padded < covered) {
    throw new ShapeError(
      `Cannot ${action}: the window covers ${covered} pixels, the padded input has ${padded} along ${axis === 0 ? "height" : "width"}, needs at least ${covered}`,
    );
  }
  return Math.floor((padded - covered) / stride) + 1;
}
