import { GraphError, ShapeError } from "../core/errors.ts";
import { type Shape, sameShape, sizeOf } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { conv2d } from "../ops/conv2d.ts";
import { linear } from "../ops/linear.ts";
import { flatten, reshape } from "../ops/reshape.ts";
import {
  noPadding,
  type PaddingOption,
  type PairOption,
  pairOf,
  sidesOf,
  spaceOf,
  type Window,
} from "../ops/window.ts";
import { fansOf, type LayerInitialiser, pytorchDefault } from "./initialisers.ts";
import { layer } from "./layer.ts";
import { type Continuation, padImages } from "./padImages.ts";
import type { Scope } from "./scope.ts";

/** What a convolution sees beyond the edges of the image. */
export type PaddingMode = "zero" | Continuation;

export interface ConvOptions {
  readonly outChannels: number;
  readonly kernelSize: PairOption;
  readonly stride?: PairOption;
  readonly padding?: PaddingOption;
  /** What the padding holds. */
  readonly paddingMode?: PaddingMode;
  readonly dilation?: PairOption;
  readonly groups?: number;
  readonly useBias?: boolean;
  /** For each output channel, the input channels it reads; all by default. */
  readonly connections?: readonly (readonly number[])[] | undefined;
  readonly initialiser?: LayerInitialiser;
}

/**
 * Convolution with trained `weight` [O, C/groups, kH, kW] and `bias` [O]. As in PyTorch, the fan-in that sets the
 * range of the first weights is that of a full connection, whatever `connections` cuts out.
 *
 * Shape: [N, C, H, W] -> [N, O, H', W'] with H' as in the op `conv2d`
 * @throws {ShapeError} when `groups` does not divide the channels, or the window exceeds the padded input
 * @throws {GraphError} when `connections` names other channels than there are
 * @source LeCun et al. 1998, Proc. IEEE 86(11), section II-A; `connections`: table I there
 */
export const conv = layer(
  (
    x: Value,
    scope: Scope,
    {
      outChannels,
      kernelSize,
      stride = 1,
      padding = 0,
      paddingMode = "zero",
      dilation = 1,
      groups = 1,
      useBias = true,
      connections,
      initialiser = pytorchDefault,
    }: ConvOptions,
  ): Value => {
    const inChannels = shapeOf(x)[1]!;
    if (inChannels % groups !== 0) {
      throw new ShapeError(
        `Cannot build conv: groups = ${groups} with ${inChannels} input channels, needs a divisor of ${inChannels}`,
      );
    }
    const kernel = pairOf(kernelSize);
    const shape = [outChannels, inChannels / groups, ...kernel];
    const start = initialiser(fansOf(shape));
    const mask = connections && maskOf(connections, shape);
    const weight = scope.parameter("weight", { shape, initialiser: start.weight, mask });
    const bias = useBias
      ? scope.parameter("bias", { shape: [outChannels], initialiser: start.bias })
      : undefined;
    const moves = { stride: pairOf(stride), dilation: pairOf(dilation) };
    const sides = sidesOf(padding, { ...moves, kernel, image: spaceOf(shapeOf(x)) });
    const isZero = paddingMode === "zero";
    const image = isZero ? x : padImages(x, sides, paddingMode);
    const window: Window = { ...moves, padding: isZero ? sides : noPadding };
    if (coversAll(image, shape, window)) {
      // A window as large as the image has one place only: one matrix product does it, and much faster.
      const y = linear(flatten(image), flatten(weight), bias);
      return reshape(y, [...shapeOf(y), 1, 1]);
    }
    return conv2d(image, { weight, bias }, { ...window, groups });
  },
);

/** Whether a window has one place only and sees every pixel there. */
function coversAll(image: Value, weightShape: Shape, { padding, dilation }: Window): boolean {
  return (
    sameShape(shapeOf(image).slice(1), weightShape.slice(1)) &&
    padding.flat().every((count) => count === 0) &&
    dilation.every((step) => step === 1)
  );
}

function maskOf(connections: readonly (readonly number[])[], shape: readonly number[]): number[] {
  const [outChannels, inChannels, ...kernel] = shape;
  const fits = (row: readonly number[]) =>
    row.length > 0 && row.every((c) => Number.isInteger(c) && c >= 0 && c < inChannels!);
  if (connections.length !== outChannels || !connections.every(fits)) {
    throw new GraphError(
      `Cannot build conv: connections = ${JSON.stringify(connections)}, needs ${outChannels} lists of channels 0 to ${inChannels! - 1}`,
    );
  }
  return connections.flatMap((row) =>
    Array.from({ length: inChannels! }, (_, c) =>
      new Array<number>(sizeOf(kernel)).fill(row.includes(c) ? 1 : 0),
    ).flat(),
  );
}
