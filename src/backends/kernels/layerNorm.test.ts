import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { apply } from "../../graph/node.ts";
import { layerNormOp } from "../../ops/layerNorm.ts";
import { constant } from "../../ops/leaves.ts";
import { mul } from "../../ops/mul.ts";
import { sum } from "../../ops/sum.ts";

/** Rows of 1, 3 and 10, 30; ε = 3 makes the first root 2. */
const rows = constant([1, 3, 10, 30], [2, 2]);
const scale = constant([2, 10], [2]);
const shift = constant([0.5, -1], [2]);

test("layerNorm normalises each row by its mean and variance, and keeps them", () => {
  const [y, mean, variance] = apply(layerNormOp, [rows, scale, shift], { epsilon: 0 });
  expect(runOnce({ y: y!, mean: mean!, variance: variance! })).toEqual({
    y: [-1.5, 9, -1.5, 9],
    mean: [2, 20],
    variance: [1, 100],
  });
});

test("layerNorm can do without scale and shift", () => {
  const [y] = apply(layerNormOp, [rows], { epsilon: 0 });
  expect(runOnce({ y: y! }).y).toEqual([-1, 1, -1, 1]);
});

// x̂ = ∓1/2 and g = 2, 0, so dx = (2 - (2 + 1/2) / 2) / 2 and (0 - (2 - 1/2) / 2) / 2.
test("layerNormGrad lets dy flow through the statistics, and sums over rows for scale and shift", () => {
  const [y] = apply(layerNormOp, [rows, scale, shift], { epsilon: 3 });
  const loss = sum(mul(y!, constant([1, 0, 0, 0], [2, 2])));
  const [dx, dScale, dShift] = gradients(loss, [rows, scale, shift]);
  expect(runOnce({ dx: dx!, dScale: dScale!, dShift: dShift! })).toEqual({
    dx: [0.375, -0.375, 0, 0],
    dScale: [-0.5, 0],
    dShift: [1, 0],
  });
});
