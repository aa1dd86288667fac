import { linear } from "../nn/linear.ts";
import type { Network, NetworkLabel } from "../nn/network.ts";
import { avgPool2d } from "../ops/avgPool2d.ts";
import { flatten } from "../ops/reshape.ts";
import { tanh } from "../ops/tanh.ts";

export interface MlpOptions {
  /** Side of the blocks whose means are fed to the first layer; 1 feeds the pixels themselves. */
  readonly pooling: 1 | 4;
}

/**
 * Multilayer perceptron with the widths of LeNet-5's last layers: 784-120-84-10, or 49-120-84-10 behind 4×4 pooling.
 *
 * Shape: [N, 1, 28, 28] -> [N, 10]
 * @source Tanaka 2024, "Properties of convolutional neural networks" (in Japanese), models 1 and 3; widths as LeNet-5's
 */
export function mlp(label: NetworkLabel, { pooling }: MlpOptions): Network {
  return {
    ...label,
    source: "Tanaka 2024, Properties of convolutional neural networks (in Japanese)",
    inputShape: [1, 28, 28],
    classes: 10,
    options: {},
    build(x, scope) {
      const s0 = pooling === 1 ? x : scope.tap("s0", avgPool2d(x, { kernelSize: pooling })); // [N, 1, 7, 7]
      const f1 = tanh(linear(flatten(s0), scope.child("f1"), { outFeatures: 120 })); //         [N, 120]
      const f2 = tanh(linear(scope.tap("f1", f1), scope.child("f2"), { outFeatures: 84 })); //  [N, 84]
      return linear(scope.tap("f2", f2), scope.child("output"), { outFeatures: 10 }); //        [N, 10]
    },
  };
}
