import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { type ActivationFunction, activationFunctions } from "./activations.ts";

const x = constant([-1, 0, 1, 2], [4]);

test.each<[ActivationFunction, number[]]>([
  ["tanh", [-0.7615942, 0, 0.7615942, 0.9640276]],
  ["scaledTanh", [-0.9999973, 0, 0.9999973, 1.4929388]],
  ["relu", [0, 0, 1, 2]],
  ["sigmoid", [0.2689414, 0.5, 0.7310586, 0.8807971]],
])("activationFunctions.%s() takes -1, 0, 1, 2 to the published values", (name, expected) => {
  const { y } = runOnce({ y: activationFunctions[name](x) });
  y.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 6);
  });
});
