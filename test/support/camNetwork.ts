import type { ImagesInMemory } from "../../src/data/imageSet.ts";
import { conv } from "../../src/nn/conv.ts";
import { linear } from "../../src/nn/linear.ts";
import type { Network, NetworkNumbers } from "../../src/nn/network.ts";
import { globalAvgPool2d } from "../../src/ops/avgPool2d.ts";
import { relu } from "../../src/ops/relu.ts";
import { flatten } from "../../src/ops/reshape.ts";
import { tinyNetwork } from "./tinyNetwork.ts";

/** Two maps of 2×2 pixels x, 1 - x and max(x - 0.3, 0), of which a linear layer sees all, or the means. */
export function camNetwork(seen: "all" | "mean"): Network {
  return {
    ...tinyNetwork,
    inputShape: [1, 2, 2],
    classes: 2,
    build(x, scope) {
      const sums = conv(x, scope.child("conv"), { outChannels: 2, kernelSize: 1 });
      const maps = scope.tap("maps", relu(sums));
      const features = flatten(seen === "mean" ? globalAvgPool2d(maps) : maps);
      return linear(features, scope.child("output"), { outFeatures: 2 });
    },
  };
}

/** The network's parameters, with these weights of class 0; those of class 1 are 0. */
export function camNumbers(weights: readonly number[]): NetworkNumbers {
  const none = weights.map(() => 0);
  return {
    parameters: Float32Array.of(-1, 1, 1, -0.3, ...weights, ...none, 0, 0),
    buffers: new Float32Array(),
  };
}

/** One image of class 0: 0, 0.2, 0.4 and 1. */
export const camSet: ImagesInMemory = {
  images: Uint8Array.of(0, 51, 102, 255),
  labels: Int32Array.of(0),
  count: 1,
  channels: 1,
  height: 2,
  width: 2,
};
