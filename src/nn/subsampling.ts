import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { avgPool2d } from "../ops/avgPool2d.ts";
import { maxPool2d } from "../ops/maxPool2d.ts";
import { mul } from "../ops/mul.ts";
import { reshape } from "../ops/reshape.ts";
import { type ActivationFunction, activationFunctions } from "./activations.ts";
import { blur } from "./blur.ts";
import { filledWith, zeros } from "./initialisers.ts";
import { layer } from "./layer.ts";
import type { Continuation } from "./padImages.ts";
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
 * @source avg, trainable: LeCun et al. 1998, Proc. IEEE 86(11), section II-B; blur: see `blur`
 */
export const subsample = layer((x: Value, scope: Scope, options: SubsamplingOptions): Value => {
  switch (options.method) {
    case "avg":
      return avgPool2d(x, { kernelSize: 2 });
    case "max":
      return maxPool2d(x, { kernelSize: 2 });
    case "blur":
      return blur(x, { stride: 2, beyond: options.beyond });
    case "trainable":
      return activationFunctions[options.activationFunction](scaledSum(x, scope));
    default:
      return options.method satisfies never;
  }
});

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
