import { expect, test } from "vitest";
import { type OptimiserSteps, optimiserSteps } from "../../test/support/optimiserSteps.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { type LarsOptions, lars } from "./lars.ts";

/** The weight (3, 4) and the bias 2, with gradients (0, 10) and 10, after steps of different rates. */
function after(options: LarsOptions, given: Partial<OptimiserSteps> = {}): number[] {
  const all = optimiserSteps({
    backend: makeReferenceBackend(),
    optimiser: lars({ trust: 0.1, ...options }),
    shapes: { weight: [2, 1], bias: [1] },
    initial: [3, 4, 2],
    gradients: [[0, 10, 10]],
    rates: [1],
    ...given,
  });
  return [...all.at(-1)!];
}

test("lars() steps by a fraction of each parameter's length", () => {
  // λ = 0.1·5/10 and 0.1·2/10
  expect(after({ momentum: 0 })).toEqual([3, 3.5, Math.fround(1.8)]);
});

test("lars() divides by the lengths of gradient and decay together", () => {
  // λ = 0.1·5/(10 + 2·5); g + 2w = (6, 18)
  const [x, y] = after({ momentum: 0, weightDecay: 2 });
  expect(x).toBeCloseTo(3 - 0.025 * 6, 6);
  expect(y).toBeCloseTo(4 - 0.025 * 18, 6);
});

test("lars() keeps the rates of its steps in the momentum", () => {
  const gradients = [
    [0, 10, 0],
    [0, 0, 0],
  ];
  // v = 2·0.05·10, then half of it, whatever the second rate is; without a gradient λ is 1.
  const [, y, bias] = after({ momentum: 0.5 }, { gradients, rates: [2, 1000] });
  expect(y).toBeCloseTo(4 - 1 - 0.5, 6);
  expect(bias).toBe(2);
});

test("lars() takes plain steps where a parameter is zero", () => {
  expect(after({ momentum: 0 }, { initial: [0, 0, 2], rates: [0.5] }).slice(0, 2)).toEqual([0, -5]);
});

test("lars() can leave biases alone, and all parameters", () => {
  const decayBiasAndNorm = false;
  expect(after({ momentum: 0, weightDecay: 2, decayBiasAndNorm }, { rates: [0.1] })[2]).toBe(1);
  const shapes = { weight: [2], bias: [1] };
  expect(after({ momentum: 0, weightDecay: 2, decayBiasAndNorm }, { shapes })).toEqual([3, -6, -8]);
});

test.each<[LarsOptions, string]>([
  [{ momentum: 1 }, "momentum is 1, needs 0 up to below 1"],
  [{ weightDecay: -1 }, "weightDecay is -1, needs a number >= 0"],
  [{ trust: 0 }, "trust is 0, needs a number above 0"],
])("lars(%j) is refused", (options, reason) => {
  expect(() => lars(options)).toThrow(new UsageError(`Cannot use lars: ${reason}`));
});
