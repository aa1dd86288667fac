import { shapeOf, type Value } from "../graph/node.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import { dropout } from "../nn/dropout.ts";
import { type LayerInitialiser, pytorchDefault, zeros } from "../nn/initialisers.ts";
import { block } from "../nn/layer.ts";
import { linear } from "../nn/linear.ts";
import { poolings } from "../nn/pooling.ts";
import type { Scope } from "../nn/scope.ts";
import { he } from "../nn/varianceScaling.ts";
import { globalAvgPool2d } from "../ops/avgPool2d.ts";
import { concat } from "../ops/concat.ts";
import { relu } from "../ops/relu.ts";
import { flatten } from "../ops/reshape.ts";
import {
  convolutionChoice,
  formChoice,
  imageChoices,
  imageNetwork,
  type NetworkMaker,
  type Plan,
} from "./imageNetwork.ts";
import { type Chosen, share, wholeNumber } from "./options.ts";

/** What may be chosen of a DenseNet; `width` is that of the stem, and each layer adds half as many channels. */
export const densenetChoices = {
  ...imageChoices({ width: wholeNumber(64, { least: 2, step: 2 }) }),
  form: formChoice,
  /** Between the blocks; the stem's own max pooling stays. */
  pooling: ["avg", "max", "blur"],
  convolutionLayer: convolutionChoice,
  /** Behind every layer's last convolution. */
  dropout: share(0),
} as const;

type DenseNetPlan = Plan<Chosen<typeof densenetChoices>>;

const initialiser = he();
const classifierStart: LayerInitialiser = (fans) => ({ ...pytorchDefault(fans), bias: zeros });

/**
 * Densely connected networks with bottlenecks and compression (DenseNet-BC), with torchvision's names. In the small
 * form the stem is a 3×3 convolution without stride or pooling.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source Huang et al. 2017, arXiv:1608.06993, table 1
 */
export function densenet(depths: readonly number[]): NetworkMaker<Chosen<typeof densenetChoices>> {
  return imageNetwork("Huang et al. 2017, arXiv:1608.06993", (x, scope, plan: DenseNetPlan) => {
    const features = scope.child("features");
    let y = features.tap("stem", stem(x, features, plan)); //         [N, W, S/4, S/4]; small: S, S
    for (const [index, depth] of depths.entries()) {
      const name = `denseblock${index + 1}`;
      y = features.tap(name, denseBlock(y, features.child(name), plan, depth));
      if (index === depths.length - 1) break;
      const between = `transition${index + 1}`;
      y = features.tap(between, transition(y, features.child(between), plan));
    }
    const last = relu(batchNorm(y, features.child("norm5")));
    const pooled = scope.tap("pooled", flatten(globalAvgPool2d(last)));
    const options = { outFeatures: plan.classes, initialiser: classifierStart };
    return linear(pooled, scope.child("classifier"), options);
  });
}

function stem(x: Value, scope: Scope, { width, form, convolution }: DenseNetPlan): Value {
  const window =
    form === "small" ? { kernelSize: 3, padding: 1 } : { kernelSize: 7, padding: 3, stride: 2 };
  const options = { outChannels: width, useBias: false, initialiser, ...window };
  const y = relu(batchNorm(convolution(x, scope.child("conv0"), options), scope.child("norm0")));
  if (form === "small") return y;
  return poolings.max(y, scope.child("pool0"), { kernelSize: 3, stride: 2, padding: 1 });
}

function denseBlock(x: Value, scope: Scope, plan: DenseNetPlan, depth: number): Value {
  let y = x;
  for (let index = 1; index <= depth; index++) {
    y = concat([y, denseLayer(y, scope.child(`denselayer${index}`), plan)], 1);
  }
  return y;
}

/** BN-ReLU-1×1 to four times the growth, BN-ReLU-3×3 to the growth. */
const denseLayer = block((x: Value, scope: Scope, plan: DenseNetPlan): Value => {
  const growth = plan.width / 2;
  const step = (
    v: Value,
    index: number,
    window: { outChannels: number; kernelSize: number; padding: number },
  ) => {
    const active = relu(batchNorm(v, scope.child(`norm${index}`)));
    const options = { ...window, useBias: false, initialiser };
    return plan.convolution(active, scope.child(`conv${index}`), options);
  };
  const narrow = step(x, 1, { outChannels: 4 * growth, kernelSize: 1, padding: 0 });
  const y = step(narrow, 2, { outChannels: growth, kernelSize: 3, padding: 1 });
  return dropout(y, scope.child("dropout"), { rate: plan.dropout });
});

/** Half the channels, a quarter of the positions. */
const transition = block(
  (x: Value, scope: Scope, { pooling, convolution }: DenseNetPlan): Value => {
    const active = relu(batchNorm(x, scope.child("norm")));
    const outChannels = Math.floor(shapeOf(x)[1]! / 2);
    const options = { outChannels, kernelSize: 1, useBias: false, initialiser };
    const y = convolution(active, scope.child("conv"), options);
    return pooling(y, scope.child("pool"), { kernelSize: 2, stride: 2 });
  },
);
