import { shapeOf, type Value } from "../graph/node.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import type { ConvOptions } from "../nn/conv.ts";
import { block } from "../nn/layer.ts";
import { linear } from "../nn/linear.ts";
import { poolings } from "../nn/pooling.ts";
import type { Scope } from "../nn/scope.ts";
import { he } from "../nn/varianceScaling.ts";
import { add } from "../ops/add.ts";
import { globalAvgPool2d } from "../ops/avgPool2d.ts";
import { relu } from "../ops/relu.ts";
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

/** What tells the networks of the family apart. */
export interface ResNetVariant {
  readonly block: "basic" | "bottleneck";
  /** Blocks in each of the four stages. */
  readonly depths: readonly [number, number, number, number];
  /** Of the 3×3 convolutions of bottlenecks: how many, and the channels of each where the network is 64 wide. */
  readonly groups?: { readonly count: number; readonly channels: number };
}

/** What may be chosen of a ResNet; `width` is that of the first stage, each other is twice as wide as the one before. */
export const resnetChoices = {
  ...imageChoices({ width: wholeNumber(64) }),
  form: formChoice,
  /**
   * A pooling takes the place of every stride behind the stem: convolutions then have a stride of 1, and the pooling
   * stands behind the block. The stem pools twice.
   */
  pooling: ["strided", "max", "avg", "blur"],
  convolutionLayer: convolutionChoice,
} as const;

/** The same for ResNeXt, whose groups of channels shrink with its width. */
export const resnextChoices = {
  ...resnetChoices,
  width: wholeNumber(64, { least: 16, step: 16 }),
} as const;

type ResNetPlan = Plan<Chosen<typeof resnetChoices>>;

/** Convolutions begin as in torchvision, so that gradients keep their variance. */
const initialiser = he({ fan: "out" });

/**
 * Residual networks, with torchvision's names. In the small form the stem is a 3×3 convolution without stride or
 * pooling. In bottlenecks the 3×3 convolution has the stride.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source He et al. 2016, arXiv:1512.03385; ResNeXt: Xie et al. 2017, arXiv:1611.05431; stride in the 3×3: torchvision
 *         0.14; pooling instead of strides: Kobayashi 2019, Gaussian-based pooling, NeurIPS
 */
export function resnet(variant: ResNetVariant): NetworkMaker<Chosen<typeof resnetChoices>> {
  const source = variant.groups
    ? "Xie et al. 2017, arXiv:1611.05431"
    : "He et al. 2016, arXiv:1512.03385";
  return imageNetwork(source, (x, scope, plan: ResNetPlan) => {
    let y = scope.tap("stem", stem(x, scope, plan)); //            [N, W, S/4, S/4]; small: S, S
    for (const [stage, depth] of variant.depths.entries()) {
      const channels = plan.width * 2 ** stage; //                 behind it: [N, 2ˢ·W·expansion, S/2ˢ⁺², S/2ˢ⁺²]
      for (let index = 0; index < depth; index++) {
        const place = `layer${stage + 1}.${index}`;
        const stride = stage > 0 && index === 0 ? 2 : 1;
        y = scope.tap(place, residual(y, scope.child(place), { plan, variant, channels, stride }));
      }
    }
    const pooled = scope.tap("pooled", flatten(globalAvgPool2d(y)));
    return linear(pooled, scope.child("fc"), { outFeatures: plan.classes });
  });
}

function stem(x: Value, scope: Scope, { width, form, pooling, convolution }: ResNetPlan): Value {
  const window =
    form === "small"
      ? { kernelSize: 3, padding: 1 }
      : { kernelSize: 7, padding: 3, stride: pooling ? 1 : 2 };
  const options = { outChannels: width, useBias: false, initialiser, ...window };
  const first = convolution(x, scope.child("conv1"), options);
  const y = relu(batchNorm(first, scope.child("bn1")));
  if (form === "small") return y;
  const halved = pooling ? pooling(y, scope.child("pool"), { kernelSize: 2, stride: 2 }) : y;
  const last = pooling ?? poolings.max;
  return last(halved, scope.child("maxpool"), { kernelSize: 3, stride: 2, padding: 1 });
}

interface ResidualOptions {
  readonly plan: ResNetPlan;
  readonly variant: ResNetVariant;
  /** Of the 3×3 convolutions; a bottleneck puts out four times as many. */
  readonly channels: number;
  readonly stride: number;
}

/** Two 3×3 convolutions, or 1×1, 3×3, 1×1, and the input added to them. */
const residual = block((x: Value, scope: Scope, options: ResidualOptions): Value => {
  const { plan, variant, channels, stride } = options;
  const { pooling, convolution } = plan;
  const ownStride = pooling ? 1 : stride;
  const normed = (v: Value, [conv, norm]: readonly [string, string], own: ConvOptions) =>
    batchNorm(
      convolution(v, scope.child(conv), { useBias: false, initialiser, ...own }),
      scope.child(norm),
    );
  const main =
    variant.block === "basic"
      ? basic(x, normed, { channels, stride: ownStride })
      : bottleneck(x, normed, { channels, stride: ownStride, variant });
  const outChannels = shapeOf(main)[1]!;
  const isSame = stride === 1 && shapeOf(x)[1] === outChannels;
  const shortcut = isSame
    ? x
    : normed(x, ["downsample.0", "downsample.1"], {
        outChannels,
        kernelSize: 1,
        stride: ownStride,
      });
  const y = relu(add(main, shortcut));
  return poolInstead(y, scope, { pooling, stride });
});

type Normed = (x: Value, names: readonly [string, string], options: ConvOptions) => Value;

interface PathOptions {
  readonly channels: number;
  readonly stride: number;
}

function basic(x: Value, normed: Normed, { channels, stride }: PathOptions): Value {
  const window = { outChannels: channels, kernelSize: 3, padding: 1 };
  const y = relu(normed(x, ["conv1", "bn1"], { ...window, stride }));
  return normed(y, ["conv2", "bn2"], window);
}

function bottleneck(
  x: Value,
  normed: Normed,
  { channels, stride, variant }: PathOptions & { readonly variant: ResNetVariant },
): Value {
  const { count: groups, channels: each } = variant.groups ?? { count: 1, channels: 64 };
  const inner = groups * ((channels * each) / 64);
  const narrow = relu(normed(x, ["conv1", "bn1"], { outChannels: inner, kernelSize: 1 }));
  const window = { outChannels: inner, kernelSize: 3, padding: 1, stride, groups };
  const y = relu(normed(narrow, ["conv2", "bn2"], window));
  return normed(y, ["conv3", "bn3"], { outChannels: 4 * channels, kernelSize: 1 });
}
