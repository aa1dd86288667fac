import { describe, expect, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { describeNetwork, instantiate } from "../../src/nn/network.ts";
import type { Mode } from "../../src/nn/scope.ts";
import { crossEntropy } from "../../src/ops/crossEntropy.ts";
import { input } from "../../src/ops/leaves.ts";
import { imagesOf, memoryOf } from "../../src/train/networkInputs.ts";
import { parameterGradient } from "../../src/train/parameterGradient.ts";
import { sgd } from "../../src/train/sgd.ts";
import { makeStatesFor, readNetwork, writeNetwork } from "../../src/train/states.ts";
import { trainGraph } from "../../src/train/trainGraph.ts";
import { everyBackend } from "../support/everyBackend.ts";
import { runOnce } from "../support/runOnce.ts";
import { distance } from "./distance.ts";
import {
  batchOf,
  batchSize,
  type Kept,
  keptIn,
  keptOf,
  startingNumbers,
  type ZooFixture,
  zooFixtures,
} from "./zooFixtures.ts";

/**
 * How far numbers may be from PyTorch's, as a fraction of what is typical for the array. Every batch norm in training
 * passes on rounding errors a little larger than they were, forwards and backwards, and up to 169 of them stand one
 * behind the other; a wrong formula is off by a tenth and more. Measured: logits 3e-5, gradients 8e-4, and after 3 steps,
 * in which numbers move by thousandths, 1.1e-5; on the reference backend a tenth of that.
 */
const tolerances = { logits: 1e-4, gradient: 2e-3, afterSteps: 3e-5 };

describe.each(everyBackend())("%s agrees with PyTorch", (_, backend) => {
  describe.each(zooFixtures)("on $title", (fixture) => {
    const { parameters, buffers } = describeNetwork(fixture.network);
    const hasBuffers = buffers.length > 0;

    test("in logits after training, in logits while training and in every gradient", () => {
      const asked = run(fixture, backend, "eval");
      expect(distance(asked.logits, fixture.tensors, "logits/eval")).toBeLessThan(
        tolerances.logits,
      );
      const { logits, gradient } = run(fixture, backend, "train");
      expect(distance(logits, fixture.tensors, "logits/train")).toBeLessThan(tolerances.logits);
      compare(
        keptOf(parameters, gradient),
        keptIn(fixture, "gradient", parameters),
        tolerances.gradient,
      );
    });

    test("in every parameter and running statistic after 3 steps", () => {
      const after = afterSteps(fixture, backend);
      const own = [
        ...keptOf(parameters, after.parameters),
        ...(hasBuffers ? keptOf(buffers, after.buffers) : []),
      ];
      const expected = [
        ...keptIn(fixture, "parameters", parameters),
        ...(hasBuffers ? keptIn(fixture, "buffers", buffers) : []),
      ];
      compare(own, expected, tolerances.afterSteps);
    });
  });
});

function run({ network }: ZooFixture, backend: Backend, mode: Mode) {
  const instance = instantiate(network, imagesOf(network, batchSize), memoryOf(network, mode));
  const loss = crossEntropy(instance.logits, input("labels", [batchSize], "i32"));
  const { logits, gradient } = runOnce(
    { logits: instance.logits, gradient: parameterGradient(loss, instance) },
    { ...batchOf(network, 0), ...startingNumbers(network) },
    backend,
  );
  return { logits, gradient: Float32Array.from(gradient) };
}

function afterSteps({ network }: ZooFixture, backend: Backend) {
  const optimiser = sgd({ momentum: 0.9, weightDecay: 5e-4 });
  const graph = trainGraph({ network, optimiser, batchSize });
  const states = makeStatesFor(graph, backend);
  writeNetwork(states, startingNumbers(network));
  const executable = backend.compile(graph, states);
  const { inputs } = executable;
  inputs.learningRate![0] = 0.001;
  for (let step = 0; step < 3; step++) {
    const { images, labels } = batchOf(network, step);
    inputs.images!.set(images);
    inputs.labels!.set(labels);
    executable.run();
  }
  executable.dispose();
  return readNetwork(states);
}

/**
 * Holds every array to PyTorch's: its numbers and its norm. Gradients that are 0 but for rounding, such as that of a bias
 * before a batch norm, are held to a hundredth of the largest gradient.
 */
function compare(own: readonly Kept[], expected: readonly Kept[], tolerance: number): void {
  const least = Math.max(...expected.map(({ typical }) => typical)) / 100;
  const far = expected.flatMap(({ name, numbers, norm, typical }, index) => {
    const kept = own[index]!;
    const scale = Math.max(typical, least);
    const differences = numbers.map((number, i) => Math.abs(kept.numbers[i]! - number) / scale);
    const ofNorm = Math.abs(kept.norm - norm) / (scale * Math.max(1, norm / typical || 0));
    const distance = Math.max(...differences, ofNorm);
    return kept.name === name && distance < tolerance ? [] : [`${name}: ${distance}`];
  });
  expect(far).toEqual([]);
}
