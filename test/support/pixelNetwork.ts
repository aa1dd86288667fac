import type { Dataset } from "../../src/data/dataset.ts";
import { linear } from "../../src/nn/linear.ts";
import type { Network, NetworkNumbers } from "../../src/nn/network.ts";
import { flatten } from "../../src/ops/reshape.ts";
import { datasetOf } from "./askProbe.ts";
import { tinyNetwork } from "./tinyNetwork.ts";

/** Of how many bytes a logit is 1. */
const bytesPerLogit = 16;

/** A network whose logits are the pixels of its images: what it answers is written in them. */
export function pixelNetwork(classes: number): { network: Network; numbers: NetworkNumbers } {
  const network: Network = {
    ...tinyNetwork,
    name: "pixels",
    inputShape: [1, 1, classes],
    classes,
    build: (x, scope) => linear(flatten(x), scope.child("output"), { outFeatures: classes }),
  };
  // Weights, row by row, and biases.
  const parameters = Float32Array.from({ length: classes * (classes + 1) }, (_, at) =>
    at < classes ** 2 && at % (classes + 1) === 0 ? 255 / bytesPerLogit : 0,
  );
  return { network, numbers: { parameters, buffers: new Float32Array() } };
}

/** Images with these logits, in sixteenths from 0 to 15.9375, and their labels. */
export function logitImages(
  logits: readonly (readonly number[])[],
  labels: readonly number[],
): Dataset {
  return datasetOf({
    images: Uint8Array.from(logits.flat(), (logit) => logit * bytesPerLogit),
    labels: Int32Array.from(labels),
    count: labels.length,
    channels: 1,
    height: 1,
    width: logits[0]!.length,
  });
}
