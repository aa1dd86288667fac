import { ShapeError } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";

/** Extents along height and width. */
export type Pair = readonly [height: number, width: number];

/** Zeros before and after the rows, and before and after the columns. */
export type Sides = readonly [rows: Pair, columns: Pair];

/** The padding of a window that stays inside the image. */
export const noPadding: Sides = [
  [0, 0],
  [0, 0],
];

/** How a window moves over an image. */
export interface Window {
  readonly stride: Pair;
  readonly padding: Sides;
  readonly dilation: Pair;
}

/** One number for both dimensions, or one for each. */
export type PairOption = number | Pair;

/**
 * One number for all sides, one for rows and one for columns, or (before, after) for each; "same" gives
 * ceil(extent / stride) positions, which at a stride of 1 is the extent itself.
 */
export type PaddingOption = number | Pair | Sides | "same";

/** What the zeros around an image depend on. */
export interface WindowOnImage extends Omit<Window, "padding"> {
  readonly image: Pair;
  readonly kernel: Pair;
}

/** Height and width of images or of a kernel. Shape: [.., .., H, W] */
export function spaceOf([, , height, width]: Shape): Pair {
  return [height!, width!];
}

/** The option in full: a single number stands for both dimensions. */
export function pairOf(option: PairOption): Pair {
  return typeof option === "number" ? [option, option] : option;
}

/**
 * The padding in full: a single number stands for all sides, a pair of numbers for rows and columns. "same" puts one
 * zero more behind the image than before it where their number is odd.
 *
 * @source "same": TensorFlow 2 documentation of tf.nn, "Notes on padding"
 */
export function sidesOf(option: PaddingOption, on: WindowOnImage): Sides {
  if (option === "same") return [sameSide(on, 0), sameSide(on, 1)];
  const [rows, columns] = typeof option === "number" ? [option, option] : option;
  const side = (count: number | Pair): Pair => (typeof count === "number" ? [count, count] : count);
  return [side(rows), side(columns)];
}

function sameSide({ image, kernel, stride, dilation }: WindowOnImage, axis: 0 | 1): Pair {
  const last = (Math.ceil(image[axis] / stride[axis]) - 1) * stride[axis];
  const zeros = Math.max(0, last + covered(kernel[axis], dilation[axis]) - image[axis]);
  return [Math.floor(zeros / 2), Math.ceil(zeros / 2)];
}

/**
 * The padding with as many zeros more behind the image as let windows reach every pixel. A window that would begin
 * behind the image and its padding is left out.
 *
 * @source PyTorch 1.13 documentation of torch.nn.MaxPool2d, `ceil_mode`
 */
export function reachingAll(sides: Sides, on: WindowOnImage): Sides {
  const reaching = ([before, after]: Pair, axis: 0 | 1): Pair => {
    const stride = on.stride[axis];
    const beyond = on.image[axis] + before;
    const own = covered(on.kernel[axis], on.dilation[axis]);
    const steps = Math.ceil((beyond + after - own) / stride);
    const last = steps * stride < beyond ? steps * stride : (steps - 1) * stride;
    return [before, Math.max(after, last + own - beyond)];
  };
  return [reaching(sides[0], 0), reaching(sides[1], 1)];
}

/** Pixels from the first tap to the last. */
function covered(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1;
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
  const own = covered(kernel, dilation);
  const padded = extent + before + after;
  if (padded < own) {
    throw new ShapeError(
      `Cannot ${action}: the window covers ${own} pixels, the padded input has ${padded} along ${axis === 0 ? "height" : "width"}, needs at least ${own}`,
    );
  }
  return Math.floor((padded - own) / stride) + 1;
}
