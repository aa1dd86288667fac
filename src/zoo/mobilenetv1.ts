import { shapeOf, type Value } from "../graph/node.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import type { ConvOptions } from "../nn/conv.ts";
import { normal, withZeroBias } from "../nn/initialisers.ts";
import { block } from "../nn/layer.ts";
import { linear } from "../nn/linear.ts";
import type { Scope } from "../nn/scope.ts";
import { he } from "../nn/varianceScaling.ts";
import { globalAvgPool2d } from "../ops/avgPool2d.ts";
import { clip } from "../ops/clip.ts";
import { flatten } from "../ops/reshape.ts";
import {
  convolutionChoice,
  formChoice,
  imageChoices,
  imageNetwork,
  type NetworkMaker,
  type Plan,
  poolInstead,
} from "./imageNetwork.ts";
import { type Chosen, wholeNumber } from "./options.ts";

/** What may be chosen of a MobileNet; `width` is that of the stem, 32 times the paper's multiplier. */
export const mobilenetChoices = {
  ...imageChoices({ width: wholeNumber(32) }),
  form: formChoice,
  /** A pooling takes the place of the stride of every block, and stands behind it. */
  pooling: ["strided", "max", "avg", "blur"],
  convolutionLayer: convolutionChoice,
} as const;

type MobileNetPlan = Plan<Chosen<typeof mobilenetChoices>>;

/** Blocks by stage: the strides of the first, and how many there are; each is as wide as `multiple` stems. */
const stages = [
  { multiple: 2, stride: 1, depth: 1 },
  { multiple: 4, stride: 2, depth: 2 },
  { multiple: 8, stride: 2, depth: 2 },
  { multiple: 16, stride: 2, depth: 6 },
  { multiple: 32, stride: 2, depth: 2 },
];

const initialiser = he({ fan: "out" });

/**
 * MobileNet of 2017. torchvision has none: names are those of timm's `mobilenetv1_100`, as is ReLU6, with which the
 * authors' own code replaced the paper's ReLU. In the small form the stem has no stride.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source Howard et al. 2017, arXiv:1704.04861, table 1
 */
export const mobilenetv1: NetworkMaker<Chosen<typeof mobilenetChoices>> = imageNetwork(
  "Howard et al. 2017, arXiv:1704.04861",
  (x, scope, plan: MobileNetPlan) => {
    const { width, form, classes, convolution } = plan;
    const window = { kernelSize: 3, padding: 1, stride: form === "small" ? 1 : 2 };
    const options = { outChannels: width, useBias: false, initialiser, ...window };
    const first = convolution(x, scope.child("conv_stem"), options);
    let y = scope.tap("stem", relu6(batchNorm(first, scope.child("bn1")))); // [N, W, S/2, S/2]
    for (const [stage, { multiple, stride, depth }] of stages.entries()) {
      for (let index = 0; index < depth; index++) {
        const place = `blocks.${stage}.${index}`;
        const own = { plan, outChannels: multiple * width, stride: index === 0 ? stride : 1 };
        y = scope.tap(place, separable(y, scope.child(place), own)); //           to [N, 32W, S/32, S/32]
      }
    }
    const pooled = scope.tap("pooled", flatten(globalAvgPool2d(y)));
    const start = { outFeatures: classes, initialiser: withZeroBias(normal(0.01)) };
    return linear(pooled, scope.child("classifier"), start);
  },
);

interface SeparableOptions {
  readonly plan: MobileNetPlan;
  readonly outChannels: number;
  readonly stride: number;
}

/** A 3×3 convolution of every channel by itself, then a 1×1 convolution of all channels. */
const separable = block(
  (x: Value, scope: Scope, { plan, outChannels, stride }: SeparableOptions): Value => {
    const { pooling, convolution } = plan;
    const step = (v: Value, [conv, norm]: readonly [string, string], own: ConvOptions) => {
      const options = { useBias: false, initialiser, ...own };
      return relu6(batchNorm(convolution(v, scope.child(conv), options), scope.child(norm)));
    };
    const channels = shapeOf(x)[1]!;
    const window = { kernelSize: 3, padding: 1, stride: pooling ? 1 : stride };
    const depthwise = { outChannels: channels, groups: channels, ...window };
    const filtered = step(x, ["conv_dw", "bn1"], depthwise);
    const y = step(filtered, ["conv_pw", "bn2"], { outChannels, kernelSize: 1 });
    return poolInstead(y, scope, { pooling, stride });
  },
);

/** ReLU that stops at 6. */
export function relu6(x: Value): Value {
  return clip(x, 0, 6);
}
