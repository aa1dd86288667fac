import { expect, test } from "vitest";
import { optimiserSteps, placesOf } from "../../test/support/optimiserSteps.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { nameOf } from "../graph/graph.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { input, state } from "../ops/leaves.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import type { Optimiser } from "./optimiser.ts";
import { groupsOf, updateByGroup } from "./parameterGroups.ts";

const shapes = { "c1.weight": [2, 1, 1, 1], "c1.bias": [2], "f2.weight": [3, 1], "f2.bias": [3] };
const places = placesOf(shapes);
const rest = { decays: true, rateFactor: 1 };

test("groupsOf() is one group where all are treated alike", () => {
  expect(groupsOf(places, {})).toEqual([{ offset: 0, length: 10, ...rest }]);
});

test("groupsOf() keeps what is no matrix from decay", () => {
  const groups = groupsOf(places, { decayBiasAndNorm: false });
  expect(groups.map(({ offset, decays }) => [offset, decays])).toEqual([
    [0, true],
    [2, false],
    [4, true],
    [7, false],
  ]);
});

test("groupsOf() joins neighbours with the factor of the first pattern that fits", () => {
  const rateFactors = [
    { names: /^f2\.bias$/, factor: 0 },
    { names: /^f2\./, factor: 0.1 },
    { names: /^f/, factor: 7 },
  ];
  expect(groupsOf(places, { rateFactors })).toEqual([
    { offset: 0, length: 4, ...rest },
    { offset: 4, length: 3, ...rest, rateFactor: 0.1 },
    { offset: 7, length: 3, ...rest, rateFactor: 0 },
  ]);
});

test.each([
  [/^f3/, 1, 'no parameter has such a name, needs one such as "c1.weight"'],
  [/^f2/, -1, "the factor is -1, needs a number >= 0"],
  [/^f2/, Number.POSITIVE_INFINITY, "the factor is Infinity, needs a number >= 0"],
] as const)("groupsOf() refuses %s with %d", (names, factor, reason) => {
  expect(() => groupsOf(places, { rateFactors: [{ names, factor }] })).toThrow(
    new UsageError(`Cannot scale the learning rate of ${names}: ${reason}`),
  );
});

/** Steps along the sum of all gradients, twice as fast where parameters do not decay. */
const summing: Optimiser = {
  name: "summing",
  updates: (inputs) =>
    updateByGroup(
      inputs,
      groupsOf(inputs.places, {
        decayBiasAndNorm: false,
        rateFactors: [{ names: /^f2\.w/, factor: 0 }],
      }),
      ({ parameters, gradient, learningRate, keep }, { decays }) => {
        const total = keep("total", (last) => add(last, gradient));
        return sub(parameters, affine(mul(total, learningRate), decays ? 1 : 2));
      },
    ),
};

test("updateByGroup() gives each group its parts and puts them together again", () => {
  const gradients = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  ];
  const [first, second] = optimiserSteps({
    backend: makeReferenceBackend(),
    optimiser: summing,
    shapes,
    initial: new Array(10).fill(0),
    gradients,
    rates: [1, 1],
  });
  expect([...first!].map(Math.abs)).toEqual([1, 2, 6, 8, 0, 0, 0, 16, 18, 20]);
  expect([...second!].map(Math.abs)).toEqual([3, 5, 14, 18, 0, 0, 0, 34, 38, 42]);
});

test("updateByGroup() keeps one vector for all groups", () => {
  const parameters = state("parameters", [10]);
  const updates = summing.updates({
    parameters,
    gradient: input("gradient", [10]),
    learningRate: input("learningRate", []),
    places,
  });
  expect(updates.map((update) => [nameOf(update.state), update.state.type.shape])).toEqual([
    ["parameters", [10]],
    ["total", [10]],
  ]);
});
