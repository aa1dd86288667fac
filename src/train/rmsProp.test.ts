import { expect, test } from "vitest";
import { optimiserSteps } from "../../test/support/optimiserSteps.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { type RmsPropOptions, rmsProp } from "./rmsProp.ts";

/** A parameter of 1 after each of two steps at rate 0.25 along a gradient of 3. */
function twoSteps(options: RmsPropOptions): number[] {
  const after = optimiserSteps({
    backend: makeReferenceBackend(),
    optimiser: rmsProp(options),
    shapes: { weight: [1] },
    initial: [1],
    gradients: [[3], [3]],
    rates: [0.25, 0.25],
  });
  return after.map((parameters) => parameters[0]!);
}

test.each<[RmsPropOptions, number, number]>([
  // v = 9/4, 9·7/16: g / (√v + 1/2) = 3 / 2, 3 / (3·√7/4 + 1/2)
  [{}, 3 / 2, 3 / (0.75 * Math.sqrt(7) + 0.5)],
  // The sum of both, the first halved.
  [{ momentum: 0.5 }, 3 / 2, 3 / 4 + 3 / (0.75 * Math.sqrt(7) + 0.5)],
  // Mean 3/4 and 3·7/16; variance 9/4 - 9/16 and 63/16 - (21/16)²
  [{ centered: true }, 3 / (Math.sqrt(27) / 4 + 0.5), 3 / (Math.sqrt(567) / 16 + 0.5)],
])("rmsProp(%j) takes the steps of the formula", (options, first, second) => {
  const [one, two] = twoSteps({ alpha: 0.75, epsilon: 0.5, ...options });
  expect(one).toBeCloseTo(1 - first / 4, 6);
  expect(two).toBeCloseTo(1 - first / 4 - second / 4, 6);
});

test("rmsProp() decays through the gradient", () => {
  // g = 3 + 1; v = 4.
  expect(twoSteps({ alpha: 0.75, epsilon: 0.5, weightDecay: 1 })[0]).toBeCloseTo(
    1 - 4 / 2.5 / 4,
    6,
  );
});

test.each<[RmsPropOptions, string]>([
  [{ alpha: 1 }, "alpha is 1, needs 0 up to below 1"],
  [{ momentum: 1 }, "momentum is 1, needs 0 up to below 1"],
  [{ epsilon: 0 }, "epsilon is 0, needs a number above 0"],
  [{ weightDecay: -1 }, "weightDecay is -1, needs a number >= 0"],
])("rmsProp(%j) is refused", (options, reason) => {
  expect(() => rmsProp(options)).toThrow(new UsageError(`Cannot use rmsprop: ${reason}`));
});
