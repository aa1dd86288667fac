import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { GraphError } from "../core/errors.ts";
import { input } from "./leaves.ts";
import { mul } from "./mul.ts";
import { stopGradient } from "./stopGradient.ts";

const x = input("x", []);

test("stopGradient() makes a constant of a value", () => {
  const y = mul(x, stopGradient(x));
  const [dx] = gradients(y, [x]);
  expect(runOnce({ y, dx: dx! }, { x: [3] })).toEqual({ y: [9], dx: [3] });
});

test("stopGradient() leaves nothing to differentiate by", () => {
  expect(() => gradients(stopGradient(x), [x])).toThrow(GraphError);
});
