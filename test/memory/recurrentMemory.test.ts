import { expect, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { shapeOf } from "../../src/graph/node.ts";
import { linear } from "../../src/nn/linear.ts";
import { lstm } from "../../src/nn/lstm.ts";
import type { Network } from "../../src/nn/network.ts";
import { reshape } from "../../src/ops/reshape.ts";
import { sgd } from "../../src/train/sgd.ts";
import { makeStatesFor } from "../../src/train/states.ts";
import { trainGraph } from "../../src/train/trainGraph.ts";
import { describeOnednn } from "../support/describeOnednn.ts";

const hiddenSize = 128;

/** An LSTM over a sequence of so many single numbers. */
function overSteps(length: number): Network {
  return {
    name: "steps",
    title: "LSTM",
    source: "none",
    inputShape: [length],
    classes: 2,
    options: {},
    build(x, scope) {
      const sequence = reshape(x, [...shapeOf(x), 1]); //                              [N, T, 1]
      const { steps } = lstm(sequence, scope.child("lstm"), { hiddenSize });
      return linear(steps.at(-1)!, scope.child("output"), { outFeatures: 2 });
    },
  };
}

function arenaBytes(length: number, backend: Backend): number {
  const graph = trainGraph({ network: overSteps(length), optimiser: sgd(), batchSize: 1 });
  const executable = backend.compile(graph, makeStatesFor(graph, backend));
  executable.dispose();
  return executable.arenaBytes;
}

describeOnednn("an unrolled LSTM", (backend) => {
  test("adds up its weight's gradient as it goes: 32 steps more need no weight's memory more", () => {
    const bytesOfWeight = 4 * 4 * hiddenSize * hiddenSize;
    expect(arenaBytes(40, backend) - arenaBytes(8, backend)).toBeLessThan(bytesOfWeight);
  });
});
