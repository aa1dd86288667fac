import { GraphError, ShapeError } from "../core/errors.ts";
import { type Shape, sameShape, sizeOf } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { conv2d } from "../ops/conv2d.ts";
import { linear } from "../ops/linear.ts";
import { flatten, reshape } from "../ops/reshape.ts";
import { type PaddingOption, type PairOption, pairOf, sidesOf } from "../ops/window.ts";
import { type FanInInitialiser, pytorchDefault } from "./initialisers.ts";
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
  readonly groups?: number;
  readonly useBias?: boolean;
  /** For each output channel, the input channels it reads; all by default. */
  readonly connections?: readonly (readonly number[])[] | undefined;
  readonly initialiser?: FanInInitialiser;
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
    const shape = [outChannels, inChannels / groups, ...pairOf(kernelSize)];
    const start = initialiser(sizeOf(shape) / outChannels);
    const mask = connections && maskOf(connections, shape);
    const weight = scope.parameter("weight", { shape, initialiser: start, mask });
    const bias = useBias
      ? scope.parameter("bias", { shape: [outChannels], initialiser: start })
      : undefined;
    const zeros = sidesOf(paddingMode === "zero" ? padding : 0);
    const image = paddingMode === "zero" ? x : padImages(x, sidesOf(padding), paddingMode);
    if (coversAll(image, shape) && zeros.flat().every((count) => count === 0)) {
      // A window as large as the image has one place only: one matrix product does it, and much faster.
      const y = linear(flatten(image), flatten(weight), bias);
      return reshape(y, [...shapeOf(y), 1, 1]);
    }
    return conv2d(image, { weight, bias }, { stride, padding: zeros, groups });
  },
);

function coversAll(image: Value, weightShape: Shape): boolean {
  return sameShape(shapeOf(image).slice(1), weightShape.slice(1));
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
