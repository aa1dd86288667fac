import { shapeOf, type Value } from "../graph/node.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import { block } from "../nn/layer.ts";
import { linear } from "../nn/linear.ts";
import type { Scope } from "../nn/scope.ts";
import { add } from "../ops/add.ts";
import { globalAvgPool2d } from "../ops/avgPool2d.ts";
import { relu } from "../ops/relu.ts";
import { flatten } from "../ops/reshape.ts";
import {
  convolutionChoice,
  imageChoices,
  imageNetwork,
  type NetworkMaker,
  type Plan,
  poolInstead,
} from "./imageNetwork.ts";
import { type Chosen, wholeNumber } from "./options.ts";

/** What may be chosen of ResNet18k; `width` is the k of the paper. */
export const resnet18kChoices = {
  ...imageChoices({ width: wholeNumber(64), classes: 10, inputSize: 32 }),
  /** A pooling takes the place of the strides of the second to fourth stage, and stands behind their first blocks. */
  pooling: ["strided", "max", "avg", "blur"],
  convolutionLayer: convolutionChoice,
} as const;

type ResNet18kPlan = Plan<Chosen<typeof resnet18kChoices>>;

/**
 * The pre-activation ResNet-18 of the double descent papers, of widths k, 2k, 4k, 8k, with the names of the authors'
 * code. As there, nothing stands between the stem's convolution and the first block, nor between the last block and
 * the mean over all positions.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source Nakkiran et al. 2020, arXiv:1912.02292, appendix B.1; block: He et al. 2016, arXiv:1603.05027
 */
export const resnet18k: NetworkMaker<Chosen<typeof resnet18kChoices>> = imageNetwork(
  "Nakkiran et al. 2020, arXiv:1912.02292",
  (x, scope, plan: ResNet18kPlan) => {
    const { width, classes, convolution } = plan;
    const window = { kernelSize: 3, padding: 1, useBias: false };
    const first = convolution(x, scope.child("conv1"), { outChannels: width, ...window });
    let y = scope.tap("stem", first); //                               [N, k, S, S]
    for (let stage = 0; stage < 4; stage++) {
      for (let index = 0; index < 2; index++) {
        const place = `layer${stage + 1}.${index}`;
        const stride = stage > 0 && index === 0 ? 2 : 1;
        const options = { plan, outChannels: width * 2 ** stage, stride };
        y = scope.tap(place, preactivated(y, scope.child(place), options)); // to [N, 8k, S/8, S/8]
      }
    }
    const pooled = scope.tap("pooled", flatten(globalAvgPool2d(y)));
    return linear(pooled, scope.child("linear"), { outFeatures: classes });
  },
);

interface PreactivatedOptions {
  readonly plan: ResNet18kPlan;
  readonly outChannels: number;
  readonly stride: number;
}

/** BN-ReLU-3×3 twice, and the input added; where shapes differ, a 1×1 convolution of the input after BN and ReLU. */
const preactivated = block(
  (x: Value, scope: Scope, { plan, outChannels, stride }: PreactivatedOptions): Value => {
    const { pooling, convolution } = plan;
    const ownStride = pooling ? 1 : stride;
    const options = { outChannels, useBias: false };
    const window = { ...options, kernelSize: 3, padding: 1 };
    const active = relu(batchNorm(x, scope.child("bn1")));
    const first = convolution(active, scope.child("conv1"), { ...window, stride: ownStride });
    const again = relu(batchNorm(first, scope.child("bn2")));
    const main = convolution(again, scope.child("conv2"), window);
    const isSame = stride === 1 && shapeOf(x)[1] === outChannels;
    const shortcut = isSame
      ? x
      : convolution(active, scope.child("shortcut.0"), {
          ...options,
          kernelSize: 1,
          stride: ownStride,
        });
    const y = add(main, shortcut);
    return poolInstead(y, scope, { pooling, stride });
  },
);
