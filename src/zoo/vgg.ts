import type { Value } from "../graph/node.ts";
import { batchNorm } from "../nn/batchNorm.ts";
import { dropout } from "../nn/dropout.ts";
import { normal, withZeroBias } from "../nn/initialisers.ts";
import { linear } from "../nn/linear.ts";
import type { Scope } from "../nn/scope.ts";
import { he } from "../nn/varianceScaling.ts";
import { adaptiveAvgPool2d } from "../ops/adaptivePool2d.ts";
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

/** What may be chosen of a VGG network; `width` is that of the first convolutions. */
export const vggChoices = {
  ...imageChoices({ width: wholeNumber(64) }),
  /** Five poolings leave nothing of smaller images. */
  inputSize: wholeNumber(224, { least: 32, most: 2048 }),
  form: formChoice,
  pooling: ["max", "avg", "blur"],
  convolutionLayer: convolutionChoice,
  /** In the classifier. */
  dropout: share(0.5),
} as const;

type VggPlan = Plan<Chosen<typeof vggChoices>>;

/** Configuration D: 3×3 convolutions, as multiples of the width, with a pooling behind each row. */
const stages = [
  [1, 1],
  [2, 2],
  [4, 4, 4],
  [8, 8, 8],
  [8, 8, 8],
];

/**
 * VGG-16, with torchvision's names and classifier, whose hidden layers are 64 times as wide as the first convolution.
 * The small form averages over all positions before the classifier, whose hidden layers are as wide as the last
 * convolution.
 *
 * Shape: [N, C, S, S] -> [N, K]
 * @source Simonyan & Zisserman 2015, arXiv:1409.1556, table 1; small form: Liu & Deng 2015,
 *         doi:10.1109/ACPR.2015.7486599
 */
export function vgg16({
  useNorm,
}: {
  readonly useNorm: boolean;
}): NetworkMaker<Chosen<typeof vggChoices>> {
  return imageNetwork("Simonyan & Zisserman 2015, arXiv:1409.1556", (x, scope, plan: VggPlan) => {
    const maps = features(x, scope, { plan, useNorm }); //              [N, 8W, S/32, S/32]
    const side = plan.form === "small" ? 1 : 7;
    const pooled = flatten(adaptiveAvgPool2d(maps, side)); //           [N, 8W·side²]
    return classifier(scope.tap("pooled", pooled), scope.child("classifier"), plan);
  });
}

/** Places are numbered through, as in torchvision: a convolution, batch norm, ReLU and pooling take one each. */
function features(
  x: Value,
  scope: Scope,
  {
    plan: { width, pooling, convolution },
    useNorm,
  }: { readonly plan: VggPlan; readonly useNorm: boolean },
): Value {
  let place = 0;
  let y = x;
  for (const stage of stages) {
    for (const multiple of stage) {
      const name = `features.${place}`;
      const options = { outChannels: multiple * width, kernelSize: 3, padding: 1 };
      y = convolution(y, scope.child(name), { ...options, initialiser: he({ fan: "out" }) });
      if (useNorm) y = batchNorm(y, scope.child(`features.${place + 1}`));
      y = scope.tap(name, relu(y));
      place += useNorm ? 3 : 2;
    }
    y = pooling(y, scope.child(`features.${place}`), { kernelSize: 2, stride: 2 });
    scope.tap(`features.${place}`, y);
    place += 1;
  }
  return y;
}

function classifier(
  x: Value,
  scope: Scope,
  { width, classes, form, dropout: rate }: VggPlan,
): Value {
  const outFeatures = width * (form === "small" ? 8 : 64);
  const initialiser = withZeroBias(normal(0.01));
  const hidden = (v: Value, linearName: string, dropoutName: string) =>
    dropout(
      relu(linear(v, scope.child(linearName), { outFeatures, initialiser })),
      scope.child(dropoutName),
      { rate },
    );
  const y = hidden(hidden(x, "0", "2"), "3", "5");
  return linear(y, scope.child("6"), { outFeatures: classes, initialiser });
}
