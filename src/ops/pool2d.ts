import { ShapeError } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";
import type { TensorType } from "../graph/node.ts";
import { checkRank } from "./shapeRules.ts";
import {
  type PaddingOption,
  type Pair,
  type PairOption,
  pairOf,
  reachingAll,
  sidesOf,
  spaceOf,
  type Window,
  windowCount,
} from "./window.ts";

/** What every pooling over windows is told. */
export interface Pool2dAttrs extends Window {
  readonly kernelSize: Pair;
}

export interface Pool2dOptions {
  readonly kernelSize: PairOption;
  readonly stride?: PairOption;
  readonly padding?: PaddingOption;
  /** Whether a last window that reaches beyond the padded image counts, so that no pixel is left out. */
  readonly ceilMode?: boolean;
}

/** Options with the field's default filled in, windows that touch without overlap, for images of x's extents. */
export function pool2dAttrs(
  {
    kernelSize,
    stride = kernelSize,
    padding = 0,
    dilation = 1,
    ceilMode = false,
  }: Pool2dOptions & { readonly dilation?: PairOption },
  shape: Shape,
): Pool2dAttrs {
  const on = {
    image: spaceOf(shape),
    kernel: pairOf(kernelSize),
    stride: pairOf(stride),
    dilation: pairOf(dilation),
  };
  const sides = sidesOf(padding, on);
  return {
    kernelSize: on.kernel,
    stride: on.stride,
    padding: ceilMode ? reachingAll(sides, on) : sides,
    dilation: on.dilation,
  };
}

/**
 * Shape rule of pooling: channels stay, each dimension of space counts its windows.
 *
 * Shape: [N, C, H, W] -> [N, C, H', W'] with H' as in `conv2d`
 * @throws {ShapeError} when the window exceeds the padded input, or one lies wholly in the padding: it has no maximum
 * @source Dumoulin & Visin 2016, arXiv:1603.07285, chapter 3
 */
export function inferPool(action: string, x: TensorType, attrs: Pool2dAttrs): Shape {
  const [n, c, h, w] = checkRank(action, "x", x, 4);
  const height = windowCount(action, h!, { kernel: attrs.kernelSize[0], window: attrs, axis: 0 });
  const width = windowCount(action, w!, { kernel: attrs.kernelSize[1], window: attrs, axis: 1 });
  checkPixels(action, attrs, { axis: 0, extent: h!, count: height });
  checkPixels(action, attrs, { axis: 1, extent: w!, count: width });
  return [n!, c!, height, width];
}

/** Windows are numbered from 0. */
function checkPixels(
  action: string,
  { kernelSize, stride, padding, dilation }: Pool2dAttrs,
  {
    axis,
    extent,
    count,
  }: { readonly axis: 0 | 1; readonly extent: number; readonly count: number },
): void {
  const [before, after] = padding[axis];
  if (before === 0 && after === 0) return;
  for (let position = 0; position < count; position++) {
    const start = position * stride[axis] - before;
    const first = start < 0 ? Math.ceil(-start / dilation[axis]) : 0;
    if (first < kernelSize[axis] && start + first * dilation[axis] < extent) continue;
    throw new ShapeError(
      `Cannot ${action}: padding is ${before} and ${after}, window ${position} along ${axis === 0 ? "height" : "width"} holds no pixel, needs less padding`,
    );
  }
}
