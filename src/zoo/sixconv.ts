import type { Value } from "../graph/node.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import { linear } from "../nn/linear.ts";
import { globalAvgPool2d } from "../ops/avgPool2d.ts";
import { relu } from "../ops/relu.ts";
import { flatten } from "../ops/reshape.ts";
import {
  convolutionChoice,
  imageChoices,
  imageNetwork,
  type NetworkMaker,
  type Plan,
} from "./imageNetwork.ts";
import { type Chosen, wholeNumber } from "./options.ts";

/** What may be chosen of the network of six convolutions; `width` is that of the first two. */
export const sixconvChoices = {
  ...imageChoices({ width: wholeNumber(32), classes: 10, inputSize: 32 }),
  /** Behind the second and fourth convolution. */
  pooling: ["max", "avg", "blur"],
  convolutionLayer: convolutionChoice,
} as const;

/**
 * Six 3×3 convolutions of widths w, w, 2w, 2w, 4w, 4w with batch norm and ReLU, the mean over all positions, and a
 * linear layer. Of the published network only the six convolutions and the mean are known here; the rest is our own.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source after Dai & Jin'no 2022, NOLTA 13(2); widths, kernels, poolings and normalisation: own design
 */
export const sixconv: NetworkMaker<Chosen<typeof sixconvChoices>> = imageNetwork(
  "after Dai & Jin'no 2022, NOLTA; details are our own",
  (x, scope, { width, classes, pooling, convolution }: Plan<Chosen<typeof sixconvChoices>>) => {
    let y: Value = x;
    for (let index = 1; index <= 6; index++) {
      const name = `conv${index}`;
      const outChannels = width * 2 ** Math.floor((index - 1) / 2);
      const options = { outChannels, kernelSize: 3, padding: 1, useBias: false };
      const normed = batchNorm(
        convolution(y, scope.child(name), options),
        scope.child(`bn${index}`),
      );
      y = scope.tap(name, relu(normed));
      if (index !== 2 && index !== 4) continue;
      const pool = `pool${index}`;
      y = scope.tap(pool, pooling(y, scope.child(pool), { kernelSize: 2, stride: 2 }));
    } //                                                                  [N, 4w, S/4, S/4]
    const pooled = scope.tap("pooled", flatten(globalAvgPool2d(y))); //   [N, 4w]
    return linear(pooled, scope.child("linear"), { outFeatures: classes });
  },
);
