import { expect, test } from "vitest";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { makeGraph } from "../graph/graph.ts";
import { input, state } from "../ops/leaves.ts";
import { type SgdOptions, sgd } from "./sgd.ts";
import { makeStatesFor } from "./states.ts";

/** One parameter of 1, a gradient that is always 2, learning rate 0.25: the parameter after each of three steps. */
function threeSteps(options: SgdOptions): number[] {
  const parameters = state("parameters", [1]);
  const gradient = input("gradient", [1]);
  const learningRate = input("learningRate", []);
  const graph = makeGraph({}, sgd(options).updates({ parameters, gradient, learningRate }));
  const backend = makeReferenceBackend();
  const states = makeStatesFor(graph, backend);
  const executable = backend.compile(graph, states);
  states.write("parameters", [1]);
  executable.inputs.gradient![0] = 2;
  executable.inputs.learningRate![0] = 0.25;
  return [1, 2, 3].map(() => {
    executable.run();
    return states.read("parameters")[0]!;
  });
}

test.each<[SgdOptions, number[]]>([
  [{}, [0.5, 0, -0.5]],
  [{ weightDecay: 0.5 }, [0.375, -0.171875, -0.650390625]], //           p - (2 + p/2)/4
  [{ momentum: 0.5 }, [0.5, -0.25, -1.125]], //                          m = 2, 3, 3.5
  [{ momentum: 0.5, nesterov: true }, [0.25, -0.625, -1.5625]], //       2 + m/2 = 3, 3.5, 3.75
  // g = 2 + p/2 = 2.5, 2.03125, 1.572…; m = 2.5, 3.28125, 3.212…; g + m/2 = 3.75, 3.671875, 3.178…
  [{ momentum: 0.5, nesterov: true, weightDecay: 0.5 }, [0.0625, -0.85546875, -1.650146484375]],
])("sgd(%j) takes the steps of the formula", (options, expected) => {
  expect(threeSteps(options)).toEqual(expected);
});

test("sgd() without momentum keeps no state", () => {
  const parameters = state("parameters", [1]);
  const inputs = { parameters, gradient: input("g", [1]), learningRate: input("r", []) };
  expect(sgd().updates(inputs)).toHaveLength(1);
  expect(sgd({ momentum: 0.9 }).updates(inputs)).toHaveLength(2);
});

test.each<[SgdOptions, string]>([
  [{ momentum: 1 }, "momentum is 1, needs 0 up to below 1"],
  [{ momentum: Number.NaN }, "momentum is NaN, needs 0 up to below 1"],
  [{ nesterov: true }, "nesterov with momentum 0, needs momentum above 0"],
  [{ weightDecay: -1 }, "weightDecay is -1, needs a number >= 0"],
])("sgd(%j) is refused", (options, reason) => {
  expect(() => sgd(options)).toThrow(new UsageError(`Cannot use sgd: ${reason}`));
});
