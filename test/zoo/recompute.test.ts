import { expect, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { inBf16 } from "../../src/backends/inBf16.ts";
import { makeStream } from "../../src/core/random.ts";
import { initialNumbers } from "../../src/nn/network.ts";
import { sgd } from "../../src/train/sgd.ts";
import { makeStatesFor, readNetwork, writeNetwork } from "../../src/train/states.ts";
import { trainGraph } from "../../src/train/trainGraph.ts";
import { makeNetwork, networks } from "../../src/zoo/index.ts";
import { describeOnednn } from "../support/describeOnednn.ts";
import { smallOptions } from "../support/smallOptions.ts";

/** One network of each kind of block. */
const names = ["resnet18", "resnet18k", "mobilenetv1", "mobilenetv2", "densenet169"] as const;

const batchSize = 8;

/** What two steps make of a network, and the bytes that they need for what lies between. */
function twoSteps(name: (typeof names)[number], backend: Backend, recompute: boolean) {
  const network = makeNetwork(name, { ...smallOptions(networks[name]), inputSize: 32 });
  const optimiser = sgd({ momentum: 0.9 });
  const graph = trainGraph({ network, optimiser, batchSize, recompute });
  const states = makeStatesFor(graph, backend);
  writeNetwork(states, initialNumbers(network, 0));
  const executable = backend.compile(graph, states);
  const { images, labels, learningRate } = executable.inputs;
  const stream = makeStream(0, "pixels");
  for (let i = 0; i < images!.length; i++) images![i] = stream.integers(0, i, 256);
  for (let i = 0; i < batchSize; i++) labels![i] = i;
  learningRate![0] = 0.05;
  executable.run();
  executable.run();
  const numbers = readNetwork(states);
  executable.dispose();
  return { numbers, bytes: executable.memory.shared };
}

describeOnednn("recompute=blocks", (backend) => {
  test.each(names)("gives the same bits in less memory: %s", (name) => {
    const kept = twoSteps(name, backend, false);
    const again = twoSteps(name, backend, true);
    expect(again.numbers).toEqual(kept.numbers);
    expect(again.bytes).toBeLessThan(kept.bytes);
  });

  test.skipIf(backend?.bf16 === "none").each(names)("does so in bf16 too: %s", (name) => {
    const kept = twoSteps(name, inBf16(backend), false);
    const again = twoSteps(name, inBf16(backend), true);
    expect(again.numbers).toEqual(kept.numbers);
    expect(again.bytes).toBeLessThan(kept.bytes);
  });
});
