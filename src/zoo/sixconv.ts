import type { Value } from "../graph/node.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import { linear } from "../nn/linear.ts";
import type { Scope } from "../nn/scope.ts";
import { he } from "../nn/varianceScaling.ts";
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
  pooling: ["max", "avg", "blur"],
  convolutionLayer: convolutionChoice,
  /** From which convolution on all maps have one dimension. */
  layout: ["standard", "equal-from-c3", "equal-from-c4"],
  /** What stands between a convolution and its ReLU; without it, convolutions have a bias and begin as He's. */
  normalisation: ["batch", "none"],
} as const;

type SixconvPlan = Plan<Chosen<typeof sixconvChoices>>;

interface Layout {
  /** Of the channels of each convolution, as multiples of the width. */
  readonly multiples: readonly number[];
  /** The convolutions, counted from 1, whose maps are halved before the next. */
  readonly pooled: readonly number[];
}

const layouts: Readonly<Record<SixconvPlan["layout"], Layout>> = {
  standard: { multiples: [1, 1, 2, 2, 4, 4], pooled: [2, 4] },
  "equal-from-c3": { multiples: [1, 1, 2, 2, 2, 2], pooled: [2] },
  "equal-from-c4": { multiples: [1, 1, 2, 4, 4, 4], pooled: [2, 3] },
};

/**
 * Six 3×3 convolutions with batch norm and ReLU, the mean over all positions, and a linear layer. The maps of c1 to c6,
 * before they are pooled, have these dimensions, S being the side of the images:
 *
 * - `standard`: wS², wS², wS²/2, wS²/2, wS²/4, wS²/4, of w, w, 2w, 2w, 4w, 4w channels;
 * - `equal-from-c3`: wS², wS², then wS²/2 four times, of 2w channels;
 * - `equal-from-c4`: wS², wS², wS²/2, then wS²/4 three times, of 4w channels.
 *
 * Layers are what ReLU gives; within each lie the stages `conv1.convolution` and, with batch norm, `conv1.normed`. Of the
 * published network only the six convolutions and the mean are known here; the rest is our own.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source after Dai & Jin'no 2022, NOLTA 13(2); layouts: after models 1, 3 and 4 of Dai & Jin'no, "Study on data
 *         distribution in latent variable space" (in Japanese), section 4; widths, kernels, poolings and normalisation:
 *         own design
 */
export const sixconv: NetworkMaker<Chosen<typeof sixconvChoices>> = imageNetwork(
  "after Dai & Jin'no 2022, NOLTA; details are our own",
  (x, scope, plan: SixconvPlan) => {
    const { width, classes, pooling } = plan;
    const { multiples, pooled } = layouts[plan.layout];
    let y: Value = x;
    multiples.forEach((multiple, index) => {
      const place = index + 1;
      y = block(y, scope, { plan, place, outChannels: multiple * width });
      if (!pooled.includes(place)) return;
      const pool = `pool${place}`;
      y = scope.tap(pool, pooling(y, scope.child(pool), { kernelSize: 2, stride: 2 }));
    });
    const means = scope.tap("pooled", flatten(globalAvgPool2d(y))); // [N, 4w], or [N, 2w] where all from c3 on is equal
    return linear(means, scope.child("linear"), { outFeatures: classes });
  },
);

/** A convolution, batch norm where there is one, and ReLU. */
function block(
  x: Value,
  scope: Scope,
  {
    plan: { convolution, normalisation },
    place,
    outChannels,
  }: { readonly plan: SixconvPlan; readonly place: number; readonly outChannels: number },
): Value {
  const name = `conv${place}`;
  const own = scope.child(name);
  const options = { outChannels, kernelSize: 3, padding: 1 };
  if (normalisation === "none") {
    // Nothing behind makes up for weights so small that a signal fades from layer to layer.
    const sums = convolution(x, own, { ...options, initialiser: he() });
    return scope.tap(name, relu(own.stage("convolution", sums)));
  }
  const sums = own.stage("convolution", convolution(x, own, { ...options, useBias: false }));
  const normed = own.stage("normed", batchNorm(sums, scope.child(`bn${place}`)));
  return scope.tap(name, relu(normed));
}
