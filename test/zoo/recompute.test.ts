import { expect, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { inBf16 } from "../../src/backends/inBf16.ts";
import { makeStream } from "../../src/core/random.ts";
import { initialNumbers, type NetworkNumbers } from "../../src/nn/network.ts";
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

/** Whether two trainings gave the same bits; a comparison that prints what differs would print all of it. */
function haveSameBits(a: NetworkNumbers, b: NetworkNumbers): boolean {
  return (["parameters", "buffers"] as const).every((name) =>
    Buffer.from(a[name].buffer).equals(Buffer.from(b[name].buffer)),
  );
}

describeOnednn("recompute=blocks", (backend) => {
  const check = (name: (typeof names)[number], own: Backend) => {
    const kept = twoSteps(name, own, false);
    const again = twoSteps(name, own, true);
    expect(haveSameBits(again.numbers, kept.numbers)).toBe(true);
    expect(again.bytes).toBeLessThan(kept.bytes);
  };

  test.each(names)("gives the same bits in less memory: %s", (name) => check(name, backend));

  test.skipIf(backend.bf16 === "none").each(names)("does so in bf16 too: %s", (name) =>
    check(name, inBf16(backend)),
  );
});
