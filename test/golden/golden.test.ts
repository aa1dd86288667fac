import { describe, expect, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { instantiate } from "../../src/nn/network.ts";
import { crossEntropy } from "../../src/ops/crossEntropy.ts";
import { input } from "../../src/ops/leaves.ts";
import { imagesOf, memoryOf } from "../../src/train/networkInputs.ts";
import type { Optimiser } from "../../src/train/optimiser.ts";
import { parameterGradient } from "../../src/train/parameterGradient.ts";
import { sgd } from "../../src/train/sgd.ts";
import { makeStatesFor } from "../../src/train/states.ts";
import { trainGraph } from "../../src/train/trainGraph.ts";
import { makeNetwork } from "../../src/zoo/index.ts";
import { everyBackend } from "../support/everyBackend.ts";
import { runOnce } from "../support/runOnce.ts";
import { distance } from "./distance.ts";
import { type Fixture, fixtures, keptOf, startingParameters } from "./fixtures.ts";

const batchSize = 4;
const batches = 5;

/**
 * How far a tensor may be from PyTorch's: the largest difference, as a fraction of the tensor's largest element. An
 * element's own size is no measure, since small elements are differences of large numbers, whose rounding they inherit.
 * float32 rounds by 6e-8; the longest sum, the gradient of C1's bias over 4·784 places, gathers some √3136 of these,
 * 3e-6. So 1e-5 leaves no room for an error in a formula. Measured: reference 2e-7 (it sums in float64), oneDNN 5e-6.
 */
const tolerance = 1e-5;

describe.each(everyBackend())("%s agrees with PyTorch", (_, backend) => {
  describe.each(fixtures)("on $title", (fixture) => {
    test("in logits and in every parameter's gradient", () => {
      const { logits, gradient } = logitsAndGradient(fixture, backend);
      expect(distance(logits, fixture.tensors, "logits")).toBeLessThan(tolerance);
      compareParameters(gradient, fixture, "gradient");
    });

    test("in every parameter after 5 steps of SGD", () => {
      compareParameters(afterSteps(fixture, backend, sgd()), fixture, "sgd");
    });

    test("in every parameter after 5 steps with momentum and weight decay", () => {
      const optimiser = sgd({ momentum: 0.9, weightDecay: 0.01 });
      compareParameters(afterSteps(fixture, backend, optimiser), fixture, "momentum");
    });
  });
});

test("the fixtures hold the four networks of the study, and one for each other layer", () => {
  const titles = fixtures.map(({ title }) => title);
  expect(titles).toEqual(
    expect.arrayContaining(["lenet5", "lenet5-full", "mlp", "pooled-mlp", "lenet5-trainable"]),
  );
  expect(fixtures.map(({ writer }) => writer)).toEqual(
    titles.map(() => expect.stringMatching(/^PyTorch 1\.13/)),
  );
});

function logitsAndGradient({ network: name, options, tensors }: Fixture, backend: Backend) {
  const network = makeNetwork(name, options);
  const images = imagesOf(network, batchSize);
  const instance = instantiate(network, images, memoryOf(network, "train"));
  const loss = crossEntropy(instance.logits, input("labels", [batchSize], "i32"));
  const { logits, gradient } = runOnce(
    { logits: instance.logits, gradient: parameterGradient(loss, instance) },
    { ...batchOf(tensors, 0), parameters: startingParameters(network) },
    backend,
  );
  return { logits: Float32Array.from(logits), gradient: Float32Array.from(gradient) };
}

function afterSteps(fixture: Fixture, backend: Backend, optimiser: Optimiser): Float32Array {
  const network = makeNetwork(fixture.network, fixture.options);
  const graph = trainGraph({ network, optimiser, batchSize });
  const states = makeStatesFor(graph, backend);
  states.write("parameters", startingParameters(network));
  const executable = backend.compile(graph, states);
  const { inputs } = executable;
  inputs.learningRate![0] = 0.1;
  for (let step = 0; step < batches; step++) {
    const { images, labels } = batchOf(fixture.tensors, step);
    inputs.images!.set(images);
    inputs.labels!.set(labels);
    executable.run();
  }
  executable.dispose();
  return states.read("parameters") as Float32Array;
}

function batchOf(tensors: Fixture["tensors"], batch: number) {
  const part = (name: string) => {
    const { data } = tensors.get(name)!;
    const size = data.length / batches;
    return data.subarray(batch * size, (batch + 1) * size);
  };
  return { images: part("images"), labels: part("labels") };
}

function compareParameters(vector: Float32Array, fixture: Fixture, kind: string): void {
  for (const [name, own] of keptOf(makeNetwork(fixture.network, fixture.options), vector)) {
    expect(distance(own, fixture.tensors, `${kind}/${name}`), name).toBeLessThan(tolerance);
  }
}
