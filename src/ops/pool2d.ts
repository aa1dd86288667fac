import { ShapeError } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";
import type { TensorType } from "../graph/node.ts";
import { checkRank } from "./shapeRules.ts";
import {
  type PaddingOption,
  type Pair,
  type PairOption,
  pairOf,
  sidesOf,
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
}

/** Options with the field's default filled in: windows that touch without overlap. */
export function pool2dAttrs({ kernelSize, stride, padding = 0 }: Pool2dOptions): Pool2dAttrs {
  return {
    kernelSize: pairOf(kernelSize),
    stride: pairOf(stride ?? kernelSize),
    padding: sidesOf(padding),
    dilation: [1, 1],
  };
}

/**
 * Shape rule of pooling: channels stay, each dimension of space counts its windows.
 *
 * Shape: [N, C, H, W] -> [N, C, H', W'] with H' as in `conv2d`
 * @throws {ShapeError} when the window exceeds the padded input, or could lie wholly in the padding: it has no maximum
 * @source Dumoulin & Visin 2016, arXiv:1603.07285, chapter 3
 */
export function inferPool(action: string, x: TensorType, attrs: Pool2dAttrs): Shape {
  const [n, c, h, w] = checkRank(action, "x", x, 4);
  const height = windowCount(action, h!, { kernel: attrs.kernelSize[0], window: attrs, axis: 0 });
  const width = windowCount(action, w!, { kernel: attrs.kernelSize[1], window: attrs, axis: 1 });
  attrs.padding.forEach(([before, after], axis) => {
    const kernel = attrs.kernelSize[axis]!;
    if (before >= kernel || after >= kernel) {
      throw new ShapeError(
        `Cannot ${action}: padding is ${before} and ${after}, needs less than the kernel, ${kernel}`,
      );
    }
  });
  return [n!, c!, height, width];
}
