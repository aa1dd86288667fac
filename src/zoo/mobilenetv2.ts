import { shapeOf, type Value } from "../graph/node.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import type { ConvOptions } from "../nn/conv.ts";
import { dropout } from "../nn/dropout.ts";
import { normal, withZeroBias } from "../nn/initialisers.ts";
import { block } from "../nn/layer.ts";
import { linear } from "../nn/linear.ts";
import type { Scope } from "../nn/scope.ts";
import { he } from "../nn/varianceScaling.ts";
import { add } from "../ops/add.ts";
import { globalAvgPool2d } from "../ops/avgPool2d.ts";
import { flatten } from "../ops/reshape.ts";
import { imageNetwork, type NetworkMaker, type Plan, poolInstead } from "./imageNetwork.ts";
import { mobilenetChoices, relu6 } from "./mobilenetv1.ts";
import { type Chosen, share } from "./options.ts";

/** What may be chosen of a MobileNetV2; widths are rounded to multiples of 8. */
export const mobilenetv2Choices = {
  ...mobilenetChoices,
  /** Before the classifier. */
  dropout: share(0.2),
} as const;

type MobileNetV2Plan = Plan<Chosen<typeof mobilenetv2Choices>>;

/** Table 2 of the paper: how often a block widens its input inside, and its width, by stage. */
const stages = [
  { expansion: 1, width: 16, depth: 1, stride: 1 },
  { expansion: 6, width: 24, depth: 2, stride: 2 },
  { expansion: 6, width: 32, depth: 3, stride: 2 },
  { expansion: 6, width: 64, depth: 4, stride: 2 },
  { expansion: 6, width: 96, depth: 3, stride: 1 },
  { expansion: 6, width: 160, depth: 3, stride: 2 },
  { expansion: 6, width: 320, depth: 1, stride: 1 },
];

const initialiser = he({ fan: "out" });

/**
 * MobileNetV2, with torchvision's names. In the small form neither the stem nor the second stage has a stride.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source Sandler et al. 2018, arXiv:1801.04381, table 2; small form: kuangliu/pytorch-cifar on GitHub
 */
export const mobilenetv2: NetworkMaker<Chosen<typeof mobilenetv2Choices>> = imageNetwork(
  "Sandler et al. 2018, arXiv:1801.04381",
  (x, scope, plan: MobileNetV2Plan) => {
    const { width, classes, dropout: rate } = plan;
    const isSmall = plan.form === "small";
    const step = normedConv(scope.child("features"), plan);
    const window = { kernelSize: 3, padding: 1, stride: isSmall ? 1 : 2 };
    const first = step(x, ["0.0", "0.1"], { outChannels: roundedWidth(width), ...window });
    let y = scope.tap("features.0", relu6(first)); //             [N, W, S/2, S/2]
    for (const [index, options] of blocks(plan).entries()) {
      const place = `features.${index + 1}`;
      y = scope.tap(place, invertedResidual(y, scope.child(place), options));
    }
    const outChannels = roundedWidth(40 * Math.max(32, width));
    const last = step(y, ["18.0", "18.1"], { outChannels, kernelSize: 1 });
    const maps = scope.tap("features.18", relu6(last)); //        [N, 40W, S/32, S/32]
    const pooled = scope.tap("pooled", flatten(globalAvgPool2d(maps)));
    const dropped = dropout(pooled, scope.child("classifier.0"), { rate });
    const start = { outFeatures: classes, initialiser: withZeroBias(normal(0.01)) };
    return linear(dropped, scope.child("classifier.1"), start);
  },
);

interface InvertedResidualOptions {
  readonly plan: MobileNetV2Plan;
  readonly expansion: number;
  readonly outChannels: number;
  readonly stride: number;
}

/** All blocks in order; the first of each stage has its stride. */
function blocks(plan: MobileNetV2Plan): InvertedResidualOptions[] {
  return stages.flatMap(({ expansion, width, depth, stride }, stage) =>
    Array.from({ length: depth }, (_, index) => ({
      plan,
      expansion,
      outChannels: roundedWidth((width * plan.width) / 32),
      stride: index > 0 || (stage === 1 && plan.form === "small") ? 1 : stride,
    })),
  );
}

/** 1×1 to many channels, 3×3 of each by itself, 1×1 to few without an activation function, plus the input if it fits. */
const invertedResidual = block(
  (x: Value, scope: Scope, options: InvertedResidualOptions): Value => {
    const { plan, expansion, outChannels, stride } = options;
    const { pooling } = plan;
    const inChannels = shapeOf(x)[1]!;
    const inner = expansion * inChannels;
    const step = normedConv(scope.child("conv"), plan);
    const wide =
      expansion === 1 ? x : relu6(step(x, ["0.0", "0.1"], { outChannels: inner, kernelSize: 1 }));
    const at = expansion === 1 ? 0 : 1;
    const window = { kernelSize: 3, padding: 1, stride: pooling ? 1 : stride };
    const depthwise = { outChannels: inner, groups: inner, ...window };
    const filtered = relu6(step(wide, [`${at}.0`, `${at}.1`], depthwise));
    const main = step(filtered, [`${at + 1}`, `${at + 2}`], { outChannels, kernelSize: 1 });
    if (stride === 1) return inChannels === outChannels ? add(x, main) : main;
    return poolInstead(main, scope, { pooling, stride });
  },
);

type Step = (x: Value, names: readonly [string, string], options: ConvOptions) => Value;

/** A convolution without bias, and batch norm behind it. */
function normedConv(scope: Scope, { convolution }: MobileNetV2Plan): Step {
  return (x, [conv, norm], own) => {
    const options = { useBias: false, initialiser, ...own };
    return batchNorm(convolution(x, scope.child(conv), options), scope.child(norm));
  };
}

/** The nearest multiple of 8, but not less than 9/10 of the width. */
function roundedWidth(width: number): number {
  const nearest = Math.max(8, Math.floor((width + 4) / 8) * 8);
  return nearest < 0.9 * width ? nearest + 8 : nearest;
}
