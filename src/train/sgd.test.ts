import { expect, test } from "vitest";
import { optimiserSteps } from "../../test/support/optimiserSteps.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { UsageError } from "../core/errors.ts";
import { input, state } from "../ops/leaves.ts";
import { type SgdOptions, sgd } from "./sgd.ts";

/** One parameter of 1, a gradient that is always 2, learning rate 0.25: the parameter after each of three steps. */
function threeSteps(options: SgdOptions): number[] {
  const after = optimiserSteps({
    backend: makeReferenceBackend(),
    optimiser: sgd(options),
    shapes: { weight: [1] },
    initial: [1],
    gradients: [[2], [2], [2]],
    rates: [0.25, 0.25, 0.25],
  });
  return after.map((parameters) => parameters[0]!);
}

test.each<[SgdOptions, number[]]>([
  [{}, [0.5, 0, -0.5]],
  [{ weightDecay: 0.5 }, [0.375, -0.171875, -0.650390625]], //           p - (2 + p/2)/4
  [{ weightDecay: 0.5, decoupled: true }, [0.375, -0.171875, -0.650390625]], // the same without momentum
  [{ momentum: 0.5 }, [0.5, -0.25, -1.125]], //                          m = 2, 3, 3.5
  [{ momentum: 0.5, nesterov: true }, [0.25, -0.625, -1.5625]], //       2 + m/2 = 3, 3.5, 3.75
  // m = 2, 3, 3.5; m + p/2 = 2.5, 3.1875, 3.289…
  [{ momentum: 0.5, weightDecay: 0.5, decoupled: true }, [0.375, -0.421875, -1.244140625]],
  // g = 2 + p/2 = 2.5, 2.03125, 1.572…; m = 2.5, 3.28125, 3.212…; g + m/2 = 3.75, 3.671875, 3.178…
  [{ momentum: 0.5, nesterov: true, weightDecay: 0.5 }, [0.0625, -0.85546875, -1.650146484375]],
])("sgd(%j) takes the steps of the formula", (options, expected) => {
  expect(threeSteps(options)).toEqual(expected);
});

test("sgd() without momentum keeps no state", () => {
  const inputs = {
    parameters: state("parameters", [1]),
    gradient: input("g", [1]),
    learningRate: input("r", []),
    places: [{ name: "weight", shape: [1], offset: 0 }],
  };
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
