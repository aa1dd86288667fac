import type { Value } from "../graph/node.ts";
import { activationFunctions } from "../nn/activations.ts";
import { type ConvOptions, conv } from "../nn/conv.ts";
import { linear } from "../nn/linear.ts";
import type { Network, NetworkLabel } from "../nn/network.ts";
import { rbf } from "../nn/rbf.ts";
import type { Scope } from "../nn/scope.ts";
import { subsample } from "../nn/subsampling.ts";
import { globalAvgPool2d } from "../ops/avgPool2d.ts";
import { flatten } from "../ops/reshape.ts";
import { digitBitmaps } from "./digitBitmaps.ts";
import type { Chosen } from "./options.ts";

/**
 * What may be chosen of LeNet-5. The first of each row is what the study of source 003 uses; `table`, `trainable`,
 * `scaledTanh`, `rbf` and `zero` together are the network of 1998, and its 60,000 trained parameters.
 */
export const lenet5Choices = {
  /** Which maps of S2 each map of C3 reads: those of the published table, or all. */
  c3: ["table", "full"],
  subsampling: ["avg", "max", "blur", "trainable"],
  activation: ["tanh", "scaledTanh", "relu"],
  /** A linear layer, or distances to drawn digits. */
  output: ["softmax", "rbf"],
  /**
   * `circular` continues every image with its opposite edge and averages C5 over all positions, so that a circular
   * shift by a multiple of 4 pixels changes nothing.
   */
  padding: ["zero", "circular"],
} as const;

/** For each map of C3, the maps of S2 it reads. */
const c3Table = [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
  [3, 4, 5],
  [0, 4, 5],
  [0, 1, 5],
  [0, 1, 2, 3],
  [1, 2, 3, 4],
  [2, 3, 4, 5],
  [0, 3, 4, 5],
  [0, 1, 4, 5],
  [0, 1, 2, 5],
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
];

/**
 * LeNet-5 for 28×28 images. The original takes 32×32, the same digits with 2 pixels of paper around them; here C1 pads
 * by 2 instead. Layers named C and F include their activation function.
 *
 * Shape: [N, 1, 28, 28] -> [N, 10]
 * @source LeCun et al. 1998, Proc. IEEE 86(11), section II-B and table I
 */
export function lenet5(label: NetworkLabel, options: Chosen<typeof lenet5Choices>): Network {
  return {
    ...label,
    source: "LeCun, Bottou, Bengio, Haffner 1998, Proc. IEEE 86(11)",
    inputShape: [1, 28, 28],
    classes: 10,
    options,
    build: (x, scope) => build(x, scope, options),
  };
}

function build(x: Value, scope: Scope, options: Chosen<typeof lenet5Choices>): Value {
  const circular = options.padding === "circular";
  const squash = activationFunctions[options.activation];
  const convolve = (name: string, v: Value, own: Omit<ConvOptions, "kernelSize">) => {
    const window = { kernelSize: 5, padding: circular ? 2 : 0, paddingMode: options.padding };
    return scope.tap(name, squash(conv(v, scope.child(name), { ...window, ...own })));
  };
  const halve = (name: string, v: Value) => {
    const { subsampling: method, activation: activationFunction } = options;
    const beyond = circular ? "circular" : "reflect";
    return scope.tap(name, subsample(v, scope.child(name), { method, activationFunction, beyond }));
  };
  const connections = options.c3 === "table" ? c3Table : undefined;

  const c1 = convolve("c1", x, { outChannels: 6, padding: 2 }); //     [N, 6, 28, 28]
  const s2 = halve("s2", c1); //                                       [N, 6, 14, 14]
  const c3 = convolve("c3", s2, { outChannels: 16, connections }); //  [N, 16, 10, 10], circular 14, 14
  const s4 = halve("s4", c3); //                                       [N, 16, 5, 5], circular 7, 7
  const c5 = convolve("c5", s4, { outChannels: 120 }); //              [N, 120, 1, 1], circular 7, 7
  const features = flatten(globalAvgPool2d(c5)); //                    [N, 120]
  const sums = linear(features, scope.child("f6"), { outFeatures: 84 });
  const f6 = scope.tap("f6", squash(sums)); //                         [N, 84]
  return options.output === "rbf"
    ? rbf(f6, digitBitmaps) //                                         [N, 10]
    : linear(f6, scope.child("output"), { outFeatures: 10 });
}
