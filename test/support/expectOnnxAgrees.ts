import { expect } from "vitest";
import { makeStream } from "../../src/core/random.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import {
  initialNumbers,
  instantiate,
  type Network,
  type NetworkNumbers,
} from "../../src/nn/network.ts";
import { exportNetwork } from "../../src/onnx/exportNetwork.ts";
import type { OnnxModel } from "../../src/onnx/model.ts";
import { input, state } from "../../src/ops/leaves.ts";
import { holdNetwork } from "../../src/train/states.ts";
import { everyBackend } from "./everyBackend.ts";
import { runOnnx } from "./runOnnx.ts";

/** oneDNN where it is there: it is the faster. */
const [, backend] = everyBackend().at(-1)!;

/** Exports a network and compares its logits in ONNX Runtime with ours, for two batch sizes; returns what was exported. */
export async function expectOnnxAgrees(network: Network): Promise<OnnxModel> {
  const numbers = someNumbers(network);
  const model = exportNetwork(network, numbers, "test");
  for (const batchSize of [1, 3]) {
    const images = new Float32Array(batchSize * sizeOf(network.inputShape));
    makeStream(0, "images").fillUniform(images, batchSize, 0, 1);
    const { logits, shape } = await runOnnx(model, images, [batchSize, ...network.inputShape]);
    expect(shape).toEqual([batchSize, network.classes]);
    const own = logitsOf(network, numbers, images);
    const largest = own.reduce((most, logit) => Math.max(most, Math.abs(logit)), 0);
    const difference = own.reduce(
      (most, logit, index) => Math.max(most, Math.abs(logit - logits[index]!)),
      0,
    );
    expect(difference).toBeLessThanOrEqual(1e-4 * largest);
  }
  return model;
}

/** A network as if it had been trained a little: statistics are neither 0 nor 1. */
function someNumbers(network: Network): NetworkNumbers {
  const { parameters, buffers } = initialNumbers(network, 0);
  const stream = makeStream(0, "buffers");
  const moved = buffers.map((number, index) => number + 0.5 * stream.uniform(0, index));
  return { parameters, buffers: moved };
}

/** Shape: [N·K] */
function logitsOf(network: Network, numbers: NetworkNumbers, images: Float32Array): Float32Array {
  const batchSize = images.length / sizeOf(network.inputShape);
  const { logits } = instantiate(network, input("images", [batchSize, ...network.inputShape]), {
    parameters: state("parameters", [numbers.parameters.length]),
    buffers: state("buffers", [numbers.buffers.length]),
    mode: "eval",
  });
  const executable = backend.compile(makeGraph({ logits }), holdNetwork(numbers, backend));
  executable.inputs.images!.set(images);
  executable.run();
  const result = Float32Array.from(executable.outputs.logits!);
  executable.dispose();
  return result;
}
