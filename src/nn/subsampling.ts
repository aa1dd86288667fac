import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { avgPool2d } from "../ops/avgPool2d.ts";
import { conv2d } from "../ops/conv2d.ts";
import { constant } from "../ops/leaves.ts";
import { maxPool2d } from "../ops/maxPool2d.ts";
import { mul } from "../ops/mul.ts";
import { reshape } from "../ops/reshape.ts";
import type { Pair } from "../ops/window.ts";
import { type ActivationFunction, activationFunctions } from "./activations.ts";
import { filledWith, zeros } from "./initialisers.ts";
import { layer } from "./layer.ts";
import { type Continuation, padImages } from "./padImages.ts";
import type { Scope } from "./scope.ts";

/**
 * How an image is halved: by the mean or the largest of each 2×2 block, by a blur before every second pixel is taken,
 * or as LeCun did in 1998, with a trained coefficient and bias a channel.
 */
export type Subsampling = "avg" | "max" | "blur" | "trainable";

export interface SubsamplingOptions {
  readonly method: Subsampling;
  /** Applied after `trainable`, as in LeNet-5; the other methods have none. */
  readonly activationFunction: ActivationFunction;
  /** What `blur` sees beyond the edges; no other method looks there. */
  readonly beyond: Continuation;
}

/**
 * Halves height and width.
 *
 * Shape: [N, C, H, W] -> [N, C, H/2, W/2]; odd extents round down, with `blur` up
 * @source avg, trainable: LeCun et al. 1998, Proc. IEEE 86(11), section II-B; blur: Zhang 2019, arXiv:1904.11486
 */
export const subsample = layer((x: Value, scope: Scope, options: SubsamplingOptions): Value => {
  switch (options.method) {
    case "avg":
      return avgPool2d(x, { kernelSize: 2 });
    case "max":
      return maxPool2d(x, { kernelSize: 2 });
    case "blur":
      return blur(x, options.beyond);
    case "trainable":
      return activationFunctions[options.activationFunction](scaledSum(x, scope));
    default:
      return options.method satisfies never;
  }
});

/** [1, 2, 1] in both directions, summing to 1. */
const binomial = [1, 2, 1, 2, 4, 2, 1, 2, 1].map((weight) => weight / 16);

/**
 * Zhang's replacement of average pooling: the box filter gives way to the binomial one, whose higher frequencies are
 * weaker, so that taking every second pixel aliases less. The image is continued at its edges rather than surrounded
 * by zeros, as in his published code: after a bias and tanh the background is not zero, and zeros would draw a frame.
 */
function blur(x: Value, beyond: Continuation): Value {
  const [, channels, height, width] = shapeOf(x);
  // Windows centred at 0, 2, 4, … look one pixel before the first and, where the extent is odd, one behind the last.
  const around = (extent: number): Pair => [1, extent % 2];
  const padded = padImages(x, [around(height!), around(width!)], beyond);
  const kernels = Array.from({ length: channels! }, () => binomial).flat();
  const weight = constant(kernels, [channels!, 1, 3, 3]);
  return conv2d(padded, { weight }, { stride: 2, groups: channels! });
}

/** coefficient · (sum of the 2×2 block) + bias; it begins as the mean. */
function scaledSum(x: Value, scope: Scope): Value {
  const channels = shapeOf(x)[1]!;
  const perChannel = (value: Value) => reshape(value, [1, channels, 1, 1]);
  const coefficient = scope.parameter("coefficient", {
    shape: [channels],
    initialiser: filledWith(0.25),
  });
  const bias = scope.parameter("bias", { shape: [channels], initialiser: zeros });
  const scale = perChannel(affine(coefficient, 4)); // the mean is a quarter of the sum
  return add(mul(avgPool2d(x, { kernelSize: 2 }), scale), perChannel(bias));
}
