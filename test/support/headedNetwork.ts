import { conv } from "../../src/nn/conv.ts";
import { linear } from "../../src/nn/linear.ts";
import type { Network } from "../../src/nn/network.ts";
import { add } from "../../src/ops/add.ts";
import { flatten } from "../../src/ops/reshape.ts";

/**
 * A network with a masked convolution `stem` [2, 2, 1, 1], a buffer `norm.running_mean` [1] and a classifier `fc` [K, 8]
 * for images of [2, 2, 2].
 */
export function headedNetwork(classes: number): Network {
  return {
    name: "headed",
    title: "Convolution and classifier",
    source: "test",
    inputShape: [2, 2, 2],
    classes,
    options: {},
    build(x, scope) {
      const connections = [[0], [0, 1]];
      const maps = conv(x, scope.child("stem"), { outChannels: 2, kernelSize: 1, connections });
      const mean = scope.child("norm").buffer("running_mean", { shape: [1], initialValue: 0 });
      return linear(flatten(add(maps, mean)), scope.child("fc"), { outFeatures: classes });
    },
  };
}
