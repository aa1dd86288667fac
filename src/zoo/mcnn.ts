import type { Value } from "../graph/node.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import { linear } from "../nn/linear.ts";
import { globalMaxPool2d } from "../ops/maxPool2d.ts";
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

/** What may be chosen of the 5-layer CNN; `width` is the c of the paper. */
export const mcnnChoices = {
  ...imageChoices({ width: wholeNumber(64), classes: 10, inputSize: 32 }),
  /** Behind the second, third and fourth convolution; the last maximum, over all positions, stays. */
  pooling: ["max", "avg", "blur"],
  convolutionLayer: convolutionChoice,
} as const;

/**
 * The 5-layer CNN of the double descent papers, of widths c, 2c, 4c, 8c: four 3×3 convolutions with biases, batch norm
 * and ReLU, and a linear layer behind the maximum over all positions.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source Nakkiran et al. 2020, arXiv:1912.02292, appendix B.1, and the authors' code
 */
export const mcnn: NetworkMaker<Chosen<typeof mcnnChoices>> = imageNetwork(
  "Nakkiran et al. 2020, arXiv:1912.02292",
  (x, scope, { width, classes, pooling, convolution }: Plan<Chosen<typeof mcnnChoices>>) => {
    let y: Value = x;
    for (let index = 1; index <= 4; index++) {
      const name = `conv${index}`;
      const options = { outChannels: width * 2 ** (index - 1), kernelSize: 3, padding: 1 };
      const normed = batchNorm(
        convolution(y, scope.child(name), options),
        scope.child(`bn${index}`),
      );
      y = scope.tap(name, relu(normed));
      if (index === 1) continue;
      const pool = `pool${index}`;
      y = scope.tap(pool, pooling(y, scope.child(pool), { kernelSize: 2, stride: 2 }));
    } //                                                                    [N, 8c, S/8, S/8]
    const pooled = scope.tap("pooled", flatten(globalMaxPool2d(y))); //     [N, 8c]
    return linear(pooled, scope.child("linear"), { outFeatures: classes });
  },
);
