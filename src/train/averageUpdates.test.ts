import { expect, test } from "vitest";
import { optimiserSteps } from "../../test/support/optimiserSteps.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { averageUpdates } from "./averageUpdates.ts";
import { sgd } from "./sgd.ts";

test("averageUpdates() begins as the parameters after the first step and then follows them", () => {
  const averages = optimiserSteps({
    backend: makeReferenceBackend(),
    optimiser: sgd(),
    shapes: { weight: [2] },
    initial: [16, 32],
    gradients: [
      [8, 16],
      [-8, 0],
      [8, 8],
    ],
    rates: [1, 1, 1],
    more: (updates) => averageUpdates(updates, 0.75),
    watched: "parametersAverage",
  });
  // Parameters 8, 16, 8 and 16, 16, 8.
  expect(averages.map((average) => [...average])).toEqual([
    [8, 16],
    [10, 16],
    [9.5, 14],
  ]);
});

test.each([1, -0.5, Number.NaN])("averageUpdates() refuses a decay of %d", (decay) => {
  expect(() => averageUpdates([], decay)).toThrow(
    new UsageError(`Cannot average weights: the decay is ${decay}, needs 0 up to below 1`),
  );
});
