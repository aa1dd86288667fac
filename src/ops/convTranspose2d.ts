import { ShapeError } from "../core/errors.ts";
import { type Shape, showShape } from "../core/shape.ts";
import { applySingle, shapeOf, type Value } from "../graph/node.ts";
import { add } from "./add.ts";
import { conv2dInputGradOp } from "./conv2d.ts";
import { reshape } from "./reshape.ts";
import { checkRank } from "./shapeRules.ts";
import {
  type PaddingOption,
  type PairOption,
  pairOf,
  sidesOf,
  spaceOf,
  type Window,
} from "./window.ts";

export interface ConvTranspose2dOptions {
  readonly stride?: PairOption;
  /** Rows and columns cut off the result. */
  readonly padding?: Exclude<PaddingOption, "same">;
  /** Rows and columns more at the end: with a stride, images of several sizes convolve to one. */
  readonly outputPadding?: PairOption;
  readonly dilation?: PairOption;
  readonly groups?: number;
}

/**
 * The transpose of convolution, plus a bias: from the small image to the large one, along the same taps. It is what the
 * gradient of a convolution for its input computes, and is made of that.
 *
 * Shape: x [N, C, H, W], weight [C, O/groups, kH, kW], bias [O] (optional) -> [N, O, H', W'],
 *        H' = (H - 1)·stride - before - after + dilation·(kH - 1) + outputPadding + 1
 * @throws {ShapeError} when channels disagree, the output padding is not below the stride, or nothing would be left
 * @source Dumoulin & Visin 2016, arXiv:1603.07285, chapter 4
 */
export function convTranspose2d(
  x: Value,
  { weight, bias }: { readonly weight: Value; readonly bias?: Value | undefined },
  {
    stride = 1,
    padding = 0,
    outputPadding = 0,
    dilation = 1,
    groups = 1,
  }: ConvTranspose2dOptions = {},
): Value {
  const moves = { stride: pairOf(stride), dilation: pairOf(dilation) };
  const on = { ...moves, image: spaceOf(shapeOf(x)), kernel: spaceOf(shapeOf(weight)) };
  const window = { ...moves, padding: sidesOf(padding, on) };
  const y = applySingle(conv2dInputGradOp, [x, weight], {
    ...window,
    groups,
    inputShape: largeShape(x, weight, { window, groups, more: pairOf(outputPadding) }),
  });
  return bias ? add(y, reshape(bias, [1, shapeOf(y)[1]!, 1, 1])) : y;
}

function largeShape(
  x: Value,
  weight: Value,
  {
    window,
    groups,
    more,
  }: { readonly window: Window; readonly groups: number; readonly more: readonly [number, number] },
): Shape {
  const action = "convolve transposed";
  const [n, c, ...small] = checkRank(action, "x", x.type, 4);
  const [o, perGroup, ...kernel] = checkRank(action, "weight", weight.type, 4);
  if (c !== o) {
    throw new ShapeError(
      `Cannot ${action}: x ${showShape(shapeOf(x))} has ${c} channels, weight ${showShape(shapeOf(weight))} needs ${o}`,
    );
  }
  const large = small.map((extent, axis) => {
    const [stride, dilation] = [window.stride[axis]!, window.dilation[axis]!];
    if (more[axis]! < 0 || more[axis]! >= stride) {
      throw new ShapeError(
        `Cannot ${action}: the output padding is ${more[axis]}, needs 0 to ${stride - 1}, less than the stride`,
      );
    }
    const [before, after] = window.padding[axis]!;
    return (
      (extent - 1) * stride - before - after + dilation * (kernel[axis]! - 1) + more[axis]! + 1
    );
  });
  if (large.some((extent) => extent < 1)) {
    throw new ShapeError(
      `Cannot ${action}: the result would be ${large.join(" × ")} pixels, needs less padding`,
    );
  }
  return [n!, perGroup! * groups, ...large];
}
