import type { Backend } from "../../src/backends/backend.ts";
import type { ImagesInMemory } from "../../src/data/imageSet.ts";
import { initialNumbers, type Network, type NetworkNumbers } from "../../src/nn/network.ts";
import { evaluateGraph } from "../../src/train/evaluateGraph.ts";
import { makeNetwork } from "../../src/zoo/index.ts";
import { runOnce } from "./runOnce.ts";

/** Eight images with grey edges, all different. */
export const ringsAndBars: ImagesInMemory = {
  images: Uint8Array.from({ length: 8 * 784 }, (_, i) => {
    const [image, y, x] = [Math.floor(i / 784), Math.floor((i % 784) / 28), i % 28];
    const radius = Math.hypot(x - 9 - image, y - 12);
    const ink = image % 2 === 0 ? radius - 5 : (x - y) / 2 + image - 6;
    return Math.max(0, 255 - 150 * Math.abs(ink));
  }),
  labels: Int32Array.from({ length: 8 }, (_, i) => i),
  count: 8,
  channels: 1,
  height: 28,
  width: 28,
};

/**
 * LeNet-5 that wraps around, with weights as large as training makes them, and output biases by which every class is
 * as likely as any other: else one of them would be the answer to all images.
 */
export function circularLenet5(
  backend: Backend,
  subsampling: string,
): { readonly network: Network; readonly numbers: NetworkNumbers } {
  const network = makeNetwork("lenet5", { padding: "circular", subsampling });
  const { buffers, ...initial } = initialNumbers(network, 0);
  const parameters = initial.parameters.map((weight) => 4 * weight);
  const { count, images } = ringsAndBars;
  const { outputs } = evaluateGraph({ network, batchSize: count, layers: ["logits"] });
  const { logits } = runOnce(outputs, { images, parameters }, backend);
  const biases = parameters.subarray(-10);
  logits!.forEach((logit, i) => {
    biases[i % 10]! -= logit / count;
  });
  return { network, numbers: { parameters, buffers } };
}
