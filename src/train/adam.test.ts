import { expect, test } from "vitest";
import { optimiserSteps } from "../../test/support/optimiserSteps.ts";
import type { States } from "../backends/backend.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { leavesOf, makeGraph } from "../graph/graph.ts";
import { input, state } from "../ops/leaves.ts";
import { type AdamOptions, adam, adamW } from "./adam.ts";
import type { Optimiser } from "./optimiser.ts";
import { makeStatesFor } from "./states.ts";

/** The parameters 1 and 100 after steps at rate 0.25 along gradients of 2 and 2000. */
function after(optimiser: Optimiser, steps: number, watched = "parameters"): Float32Array {
  const all = optimiserSteps({
    backend: makeReferenceBackend(),
    optimiser,
    shapes: { weight: [2] },
    initial: [1, 100],
    gradients: Array.from({ length: steps }, () => [2, 2000]),
    rates: new Array(steps).fill(0.25),
    watched,
  });
  return all.at(-1)!;
}

test("adam() steps by the learning rate along a steady gradient of any size", () => {
  for (const steps of [1, 2, 3]) {
    const [small, large] = after(adam(), steps);
    expect(small).toBeCloseTo(1 - 0.25 * steps, 5);
    expect(large).toBeCloseTo(100 - 0.25 * steps, 4);
  }
});

test("adam() adds epsilon to the root of the average that is corrected for its beginning", () => {
  // g / (|g| + ε) at every step.
  expect(after(adam({ epsilon: 2 }), 1)[0]).toBeCloseTo(1 - 0.25 / 2, 6);
  expect(after(adam({ epsilon: 2 }), 3)[0]).toBeCloseTo(1 - 0.75 / 2, 6);
});

test("adam() knows of every step by its states alone", () => {
  expect(after(adam({ beta1: 0.5 }), 3, "gradientMeanShare")[0]).toBeCloseTo(1 - 0.5 ** 3, 6);
  expect(after(adam(), 500, "gradientSquareShare")[0]).toBeCloseTo(1 - 0.999 ** 500, 5);
});

test("adam() goes on to the bit from its states", () => {
  const backend = makeReferenceBackend();
  const graph = makeGraph(
    {},
    adam().updates({
      parameters: state("parameters", [2]),
      gradient: input("gradient", [2]),
      learningRate: input("learningRate", []),
      places: [{ name: "weight", shape: [2], offset: 0 }],
    }),
  );
  const names = leavesOf(graph, "state").map(({ name }) => name);
  const run = (states: States, from: number, to: number) => {
    const executable = backend.compile(graph, states);
    executable.inputs.learningRate![0] = 0.1;
    for (let step = from; step < to; step++) {
      executable.inputs.gradient!.set([Math.sin(step + 1), Math.cos(step)]);
      executable.run();
    }
    return names.map((name) => states.read(name));
  };
  const whole = run(makeStatesFor(graph, backend), 0, 5);
  const resumed = makeStatesFor(graph, backend);
  run(makeStatesFor(graph, backend), 0, 2).forEach((values, i) => {
    resumed.write(names[i]!, values);
  });
  expect(run(resumed, 2, 5)).toEqual(whole);
});

test("adam() decays through the gradient, adamW() beside it", () => {
  // Scaled to the size of a step, what the decay adds to a steady gradient does not show.
  expect(after(adam({ weightDecay: 0.5 }), 1)[0]).toBeCloseTo(0.75, 6);
  expect(after(adamW({ weightDecay: 0.5 }), 1)[0]).toBeCloseTo(1 - 0.125 - 0.25, 6);
  expect(after(adamW({ weightDecay: 0 }), 1)).toEqual(after(adam(), 1));
  // 0.01 by default.
  expect(after(adamW(), 1)[1]).toBeCloseTo(100 - 0.25 - 0.25, 4);
});

test.each<[AdamOptions, string]>([
  [{ beta1: 1 }, "beta1 is 1, needs 0 up to below 1"],
  [{ beta2: -0.1 }, "beta2 is -0.1, needs 0 up to below 1"],
  [{ epsilon: 0 }, "epsilon is 0, needs a number above 0"],
  [{ weightDecay: Number.NaN }, "weightDecay is NaN, needs a number >= 0"],
])("adam(%j) and adamW() are refused", (options, reason) => {
  expect(() => adam(options)).toThrow(new UsageError(`Cannot use adam: ${reason}`));
  expect(() => adamW(options)).toThrow(new UsageError(`Cannot use adamw: ${reason}`));
});
