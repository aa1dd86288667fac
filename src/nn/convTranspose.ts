import { ShapeError } from "../core/errors.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { type ConvTranspose2dOptions, convTranspose2d } from "../ops/convTranspose2d.ts";
import { type PairOption, pairOf } from "../ops/window.ts";
import { fansOf, type LayerInitialiser, pytorchDefault } from "./initialisers.ts";
import { layer } from "./layer.ts";
import type { Scope } from "./scope.ts";

export interface ConvTransposeOptions extends ConvTranspose2dOptions {
  readonly outChannels: number;
  readonly kernelSize: PairOption;
  readonly useBias?: boolean;
  readonly initialiser?: LayerInitialiser;
}

/**
 * Transposed convolution with trained `weight` [C, O/groups, kH, kW] and `bias` [O]. The fan-in that sets the range of
 * the first weights is counted from the weight's second dimension, as PyTorch does, though each output reads the first.
 *
 * Shape: [N, C, H, W] -> [N, O, H', W'] with H' as in `convTranspose2d`
 * @throws {ShapeError} when `groups` does not divide the channels, or what `convTranspose2d` refuses
 * @source PyTorch 1.13 documentation of torch.nn.ConvTranspose2d
 */
export const convTranspose = layer(
  (
    x: Value,
    scope: Scope,
    {
      outChannels,
      kernelSize,
      useBias = true,
      initialiser = pytorchDefault,
      ...options
    }: ConvTransposeOptions,
  ): Value => {
    const inChannels = shapeOf(x)[1]!;
    const { groups = 1 } = options;
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new ShapeError(
        `Cannot build convTranspose: groups = ${groups} with ${inChannels} input and ${outChannels} output channels, needs a divisor of both`,
      );
    }
    const shape = [inChannels, outChannels / groups, ...pairOf(kernelSize)];
    const start = initialiser(fansOf(shape));
    const weight = scope.parameter("weight", { shape, initialiser: start.weight });
    const bias = useBias
      ? scope.parameter("bias", { shape: [outChannels], initialiser: start.bias })
      : undefined;
    return convTranspose2d(x, { weight, bias }, options);
  },
);
