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

const tolerance = 1e-4;

describe.each(everyBackend())("%s agrees with PyTorch", (_, backend) => {
  describe.each(zooFixtures)("on $title", (fixture) => {
    const { parameters, buffers } = describeNetwork(fixture.network);

    test("in logits after training, in logits while training and in every gradient", () => {
      const asked = run(fixture, backend, "eval");
      expect(distance(asked.logits, fixture.tensors, "logits/eval")).toBeLessThan(tolerance);
      const { logits, gradient } = run(fixture, backend, "train");
      expect(distance(logits, fixture.tensors, "logits/train")).toBeLessThan(tolerance);
      compare(keptOf(parameters, gradient), keptIn(fixture, "gradient", parameters));
    });

    test("in every parameter and running statistic after 3 steps", () => {
      const after = afterSteps(fixture, backend);
      compare(keptOf(parameters, after.parameters), keptIn(fixture, "parameters", parameters));
      if (buffers.length === 0) return;
      compare(keptOf(buffers, after.buffers), keptIn(fixture, "buffers", buffers));
    });
  });
});

function run(fixture: ZooFixture, backend: Backend, mode: Mode) {
  const { network } = fixture;
  const instance = instantiate(network, imagesOf(network, batchSize), memoryOf(network, mode));
  const loss = crossEntropy(instance.logits, input("labels", [batchSize], "u8"));
  const { logits, gradient } = runOnce(
    { logits: instance.logits, gradient: parameterGradient(loss, instance) },
    { ...batchOf(network, 0), ...startingNumbers(fixture) },
    backend,
  );
  return { logits, gradient: Float32Array.from(gradient) };
}

function afterSteps(fixture: ZooFixture, backend: Backend) {
  const { network } = fixture;
  const optimiser = sgd({ momentum: 0.9, weightDecay: 5e-4 });
  const graph = trainGraph({ network, optimiser, batchSize });
  const states = makeStatesFor(graph, backend);
  writeNetwork(states, startingNumbers(fixture));
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

function compare(own: readonly Kept[], expected: readonly Kept[]): void {
  let worst = 0;
  let at = "";
  own.forEach((o, i) => {
    const e = expected[i]!;
    expect(o.name).toBe(e.name);
    const scale = Math.max(e.size, 1e-30);
    const d = Math.max(...o.numbers.map((x, j) => Math.abs(x - e.numbers[j]!))) / scale;
    const n = Math.abs(o.norm - e.norm) / Math.max(e.norm, 1e-30);
    if (Math.max(d, n) > worst) {
      worst = Math.max(d, n);
      at = `${o.name} ${d} ${n} ${e.size}`;
    }
  });
  console.log("WORST", expect.getState().currentTestName, worst, at);
}
