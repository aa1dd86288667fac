import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { applySingle } from "../../graph/node.ts";
import { constant } from "../../ops/leaves.ts";
import { linear, linearOp } from "../../ops/linear.ts";
import { sum } from "../../ops/sum.ts";

const x = constant([1, 2, 3, 4], [2, 2]);
const weight = constant([1, 10, 100, 1000, -1, -10], [3, 2]);
const bias = constant([0.5, 0, -0.5], [3]);

test("linear() multiplies with the transposed weight and adds the bias", () => {
  expect(runOnce({ y: linear(x, weight) }).y).toEqual([21, 2100, -21, 43, 4300, -43]);
  expect(runOnce({ y: linear(x, weight, bias) }).y).toEqual([21.5, 2100, -21.5, 43.5, 4300, -43.5]);
});

test("linear() applies a fused activation after the bias", () => {
  const y = applySingle(linearOp, [x, weight, bias], { activation: "relu" });
  expect(runOnce({ y }).y).toEqual([21.5, 2100, 0, 43.5, 4300, 0]);
});

test("linear() has the gradients dy · weight, dyᵀ · x and Σ dy", () => {
  const [dx, dWeight, dBias] = gradients(sum(linear(x, weight, bias)), [x, weight, bias]);
  expect(runOnce({ dx: dx!, dWeight: dWeight!, dBias: dBias! })).toEqual({
    dx: [100, 1000, 100, 1000],
    dWeight: [4, 6, 4, 6, 4, 6],
    dBias: [2, 2, 2],
  });
});
