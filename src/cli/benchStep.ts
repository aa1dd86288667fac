import type { Backend, StepProfile } from "../backends/backend.ts";
import { makeStream } from "../core/random.ts";
import { initialNumbers, type Network } from "../nn/network.ts";
import { sgd } from "../train/sgd.ts";
import { makeStatesFor, writeNetwork } from "../train/states.ts";
import { trainGraph } from "../train/trainGraph.ts";

export interface BenchStepOptions {
  readonly network: Network;
  readonly backend: Backend;
  readonly batch: number;
  /** Steps that are timed, after a tenth as many that are not. */
  readonly steps: number;
  readonly recompute: boolean;
}

/** Units: milliseconds a step; `profile` in microseconds */
export interface StepTimes {
  readonly medianMs: number;
  readonly minMs: number;
  /** Median time of each step of the compiled graph. */
  readonly profile: readonly StepProfile[];
}

/**
 * Times training steps on data that stand ready in memory: forward, mean cross-entropy, backward, SGD with momentum 0.9.
 */
export function benchStep({
  network,
  backend,
  batch,
  steps,
  recompute,
}: BenchStepOptions): StepTimes {
  const optimiser = sgd({ momentum: 0.9 });
  const graph = trainGraph({ network, optimiser, batchSize: batch, recompute });
  const states = makeStatesFor(graph, backend);
  writeNetwork(states, initialNumbers(network, 0));
  const executable = backend.compile(graph, states);
  try {
    const { images, labels, learningRate } = executable.inputs;
    const stream = makeStream(0, "bench");
    images!.forEach((_, index) => {
      images![index] = stream.integers(0, index, 256);
    });
    labels!.forEach((_, index) => {
      labels![index] = stream.integers(1, index, network.classes);
    });
    learningRate![0] = 0.01;
    const warmUp = Math.max(3, Math.ceil(steps / 10));
    for (let step = 0; step < warmUp; step++) executable.run();
    const times = Float64Array.from({ length: steps }, () => {
      const start = performance.now();
      executable.run();
      return performance.now() - start;
    }).sort();
    const profile = executable.profile(Math.min(steps, 100));
    return { medianMs: times[steps >> 1]!, minMs: times[0]!, profile };
  } finally {
    executable.dispose();
  }
}
