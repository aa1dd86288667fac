import type { Value } from "../graph/node.ts";
import { linear } from "../nn/linear.ts";
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

/** What may be chosen of the network for coloured digits; its first convolution has 16 times `width` channels. */
export const cnn5Choices = {
  ...imageChoices({ width: wholeNumber(1, { most: 64 }), classes: 100, inputSize: 32 }),
  /** Behind the first, second and fourth convolution. */
  pooling: ["max", "avg", "blur"],
  convolutionLayer: convolutionChoice,
} as const;

/** The convolutions that a pooling stands behind. */
const pooled = [1, 2, 4];

/**
 * Five 3×3 convolutions without batch norm, of widths 16w to 256w, and one linear layer: for the hundred pairs of a
 * digit and a colour.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source cnn_5layers of Keitovolcom/double-descent on GitHub, with the coloured digits of Iwase et al. 2024,
 *         arXiv:2503.02302
 */
export const cnn5: NetworkMaker<Chosen<typeof cnn5Choices>> = imageNetwork(
  "Keitovolcom/double-descent on GitHub (cnn_5layers)",
  (x, scope, { width, classes, pooling, convolution }: Plan<Chosen<typeof cnn5Choices>>) => {
    let y: Value = x;
    for (let index = 1; index <= 5; index++) {
      const name = `conv${index}`;
      const options = { outChannels: 8 * width * 2 ** index, kernelSize: 3, padding: 1 };
      y = scope.tap(name, relu(convolution(y, scope.child(name), options)));
      if (!pooled.includes(index)) continue;
      const pool = `pool${index}`;
      y = scope.tap(pool, pooling(y, scope.child(pool), { kernelSize: 2, stride: 2 }));
    } //                                                            [N, 256w, S/8, S/8]
    return linear(flatten(y), scope.child("linear"), { outFeatures: classes });
  },
);
