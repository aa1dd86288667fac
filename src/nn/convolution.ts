import { type ConvOptions, conv } from "./conv.ts";
import { type Layer, layer } from "./layer.ts";

/**
 * A layer that takes the place of a convolution.
 *
 * Shape: [N, C, H, W] -> [N, O, H', W'] with H' as in `conv2d`
 * @source own design: networks take such a layer as an argument, so that a study can put in its own
 */
export type Convolution = Layer<[ConvOptions]>;

/**
 * The convolutions that can be asked for by name: the standard one sees zeros beyond the edges, the circular one the
 * opposite edge, so that the network does not know where an image ends.
 *
 * @source circular: Schubert et al. 2019, doi:10.1109/IVS.2019.8813862
 */
export const convolutions = {
  standard: conv,
  circular: layer((x, scope, options: ConvOptions) =>
    conv(x, scope, { ...options, paddingMode: "circular" }),
  ),
} as const satisfies Readonly<Record<string, Convolution>>;

/** What a convolution can be asked for by. */
export type ConvolutionName = keyof typeof convolutions;
