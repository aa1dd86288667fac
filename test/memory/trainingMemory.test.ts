import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import type { Backend } from "../../src/backends/backend.ts";
import { parseTransforms } from "../../src/data/transforms/parseTransforms.ts";
import { initialParameters } from "../../src/nn/network.ts";
import { sgd } from "../../src/train/sgd.ts";
import { makeStatesFor } from "../../src/train/states.ts";
import { Trainer } from "../../src/train/trainer.ts";
import { trainGraph } from "../../src/train/trainGraph.ts";
import { makeNetwork } from "../../src/zoo/index.ts";
import { bars } from "../support/bars.ts";
import { describeOnednn } from "../support/describeOnednn.ts";

/** `LEARNSCOPE_FULL=1` takes as many steps as a long training; by default as many as show a leak of 16 KiB a step. */
const isFull = process.env.LEARNSCOPE_FULL === "1";
const steps = isFull ? 20_000 : 500;
const warmUp = 200;
const mebibyte = 2 ** 20;

/** What is left for the collector of garbage to find would be taken for a leak. */
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function residentBytes(): number {
  collectGarbage();
  return process.memoryUsage.rss();
}

function makeTrainer(backend: Backend): Trainer {
  const network = makeNetwork("lenet5");
  const optimiser = sgd({ momentum: 0.9 });
  const batchSize = 64;
  const states = makeStatesFor(trainGraph({ network, optimiser, batchSize }), backend);
  states.write("parameters", initialParameters(network, 0));
  return new Trainer({
    network,
    optimiser,
    batchSize,
    backend,
    states,
    train: bars(640),
    learningRate: () => 0.01,
    lastPartial: "drop",
    seed: 0,
    augment: parseTransforms("translate:by=2"),
  });
}

describeOnednn("memory", (backend) => {
  test(`${steps} steps of training LeNet-5 leave resident memory as it was`, () => {
    const trainer = makeTrainer(backend);
    for (let step = 0; step < warmUp; step++) trainer.step(step);
    const before = residentBytes();
    const grown = [0];
    for (let step = 1; step <= steps; step++) {
      trainer.step(warmUp + step);
      if (step % (steps / 10) === 0) grown.push((residentBytes() - before) / mebibyte);
    }
    trainer.dispose();
    if (isFull) {
      const growth = grown.map((amount) => amount.toFixed(2)).join(", ");
      console.log(`${(before / mebibyte).toFixed(1)} MiB, then grown by MiB: ${growth}`);
    }
    expect(grown.at(-1)).toBeLessThan(8);
  }, 600_000);
});
