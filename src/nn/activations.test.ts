import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { type ActivationFunction, activationFunctions } from "./activations.ts";

const x = constant([-1, 0, 1, 2], [4]);

test.each<[ActivationFunction, number[]]>([
  ["tanh", [-0.7615942, 0, 0.7615942, 0.9640276]],
  ["scaledTanh", [-0.9999973, 0, 0.9999973, 1.4929388]],
  ["relu", [0, 0, 1, 2]],
  ["relu6", [0, 0, 1, 2]],
  ["leakyRelu", [-0.01, 0, 1, 2]],
  ["elu", [-0.6321206, 0, 1, 2]],
  ["gelu", [-0.1586553, 0, 0.8413447, 1.9544997]],
  ["silu", [-0.2689414, 0, 0.7310586, 1.7615942]],
  ["softplus", [0.3132617, Math.LN2, 1.3132617, 2.1269281]],
  ["hardSwish", [-0.3333333, 0, 0.6666667, 1.6666667]],
  ["hardSigmoid", [0.3333333, 0.5, 0.6666667, 0.8333333]],
  ["sigmoid", [0.2689414, 0.5, 0.7310586, 0.8807971]],
])("activationFunctions.%s() takes -1, 0, 1, 2 to the published values", (name, expected) => {
  const { y } = runOnce({ y: activationFunctions[name](x) });
  y.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 6);
  });
});

test("activationFunctions.relu6() stops at 6", () => {
  expect(runOnce({ y: activationFunctions.relu6(constant(7)) }).y).toEqual([6]);
});
