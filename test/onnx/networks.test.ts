import { expect, test } from "vitest";
import { makeStream } from "../../src/core/random.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { makeGraph } from "../../src/graph/graph.ts";
import {
  describeNetwork,
  initialNumbers,
  instantiate,
  type Network,
  type NetworkNumbers,
} from "../../src/nn/network.ts";
import { exportNetwork } from "../../src/onnx/exportNetwork.ts";
import type { OnnxModel } from "../../src/onnx/model.ts";
import { input, state } from "../../src/ops/leaves.ts";
import { holdNetwork } from "../../src/train/states.ts";
import { makeNetwork, type NetworkEntry, networks } from "../../src/zoo/index.ts";
import { everyBackend } from "../support/everyBackend.ts";
import { runOnnx } from "../support/runOnnx.ts";
import { smallOptions } from "../support/smallOptions.ts";

/** oneDNN where it is there: it is the faster. */
const [, backend] = everyBackend().at(-1)!;

/** Every network, small, and with each other word its options may be; of networks with the same options only the first. */
const entries: [string, NetworkEntry][] = Object.entries(networks);
const variants = entries.flatMap(([name, entry]) => {
  const keys = ({ choices }: NetworkEntry) => Object.keys(choices).join();
  const isFirst = entries.find(([, other]) => keys(other) === keys(entry))![0] === name;
  const others = Object.entries(entry.choices).flatMap(([key, option]) =>
    "least" in option || !isFirst ? [] : option.slice(1).map((value) => ({ [key]: value })),
  );
  return [{}, ...others].map((given) => ({ name, options: smallOptions(entry), given }));
});

test.each(variants)(
  "exportNetwork() of $name with $given gives logits that ONNX Runtime agrees with, for any batch size",
  async ({ name, options, given }) => {
    // Five halvings leave nothing of less.
    const enough = "form" in given ? { inputSize: 32 } : {};
    const network = makeNetwork(name, { ...options, ...enough, ...given });
    const numbers = someNumbers(network);
    const model = exportNetwork(network, numbers, "test");
    checkStructure(model);
    const { parameters, buffers } = describeNetwork(network);
    const known = new Set(model.initialisers.map((tensor) => tensor.name));
    expect([...parameters, ...buffers].filter((spec) => !known.has(spec.name))).toEqual([]);
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
  },
);

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

/** Names are unique, values are made before they are read, and nothing is made in vain. */
function checkStructure({ nodes, initialisers, inputs, outputs }: OnnxModel): void {
  const given = [...inputs, ...initialisers].map(({ name }) => name);
  const made = new Set(["", ...given]);
  const read = new Set(outputs.map(({ name }) => name));
  for (const node of nodes) {
    expect(node.inputs.filter((name) => !made.has(name))).toEqual([]);
    for (const name of node.inputs) read.add(name);
    for (const name of node.outputs) made.add(name);
  }
  expect(made.size).toBe(1 + given.length + nodes.flatMap((node) => node.outputs).length);
  expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
  expect([...made].filter((name) => name !== "" && !read.has(name))).toEqual([]);
}
