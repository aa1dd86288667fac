import { makeStream } from "../../src/core/random.ts";
import type { ImagesInMemory } from "../../src/data/imageSet.ts";
import { batchNorm } from "../../src/nn/batchNorm.ts";
import { dropout } from "../../src/nn/dropout.ts";
import { linear } from "../../src/nn/linear.ts";
import type { Network } from "../../src/nn/network.ts";
import { relu } from "../../src/ops/relu.ts";
import { flatten } from "../../src/ops/reshape.ts";
import { tanh } from "../../src/ops/tanh.ts";

/** 12-5-3 on images of 3×4: small enough for many steps in a test. */
export const tinyNetwork: Network = {
  name: "tiny",
  title: "Tiny",
  source: "none",
  inputShape: [1, 3, 4],
  classes: 3,
  options: {},
  build(x, scope) {
    const f1 = scope.tap("f1", tanh(linear(flatten(x), scope.child("f1"), { outFeatures: 5 })));
    return linear(f1, scope.child("output"), { outFeatures: 3 });
  },
};

/** The same with batch norm and dropout: it keeps running statistics, and draws at random in every step. */
export const livelyNetwork: Network = {
  ...tinyNetwork,
  name: "lively",
  build(x, scope) {
    const normed = batchNorm(x, scope.child("norm"));
    const f1 = relu(linear(flatten(normed), scope.child("f1"), { outFeatures: 5 }));
    const thinned = dropout(f1, scope.child("drop"), { rate: 0.3 });
    return linear(thinned, scope.child("output"), { outFeatures: 3 });
  },
};

/** Images of `tinyNetwork` whose brightest row is their label, with noise. */
export function tinyImages(count: number, seed = 0): ImagesInMemory {
  const stream = makeStream(seed, "tiny");
  const labels = Int32Array.from({ length: count }, (_, i) => stream.integers(0, i, 3));
  const images = Uint8Array.from({ length: 12 * count }, (_, i) => {
    const row = Math.floor((i % 12) / 4);
    return stream.integers(1, i, 100) + (labels[Math.floor(i / 12)] === row ? 150 : 0);
  });
  return { images, labels, count, channels: 1, height: 3, width: 4 };
}
