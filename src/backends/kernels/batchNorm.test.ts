import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { apply, type Value } from "../../graph/node.ts";
import { batchNorm, batchNormGradOp, batchNormOp } from "../../ops/batchNorm.ts";
import { batchNormEval } from "../../ops/batchNormEval.ts";
import { constant } from "../../ops/leaves.ts";
import { mul } from "../../ops/mul.ts";
import { sum } from "../../ops/sum.ts";

const perChannel = (...numbers: number[]) => constant(numbers, [numbers.length]);

/** Two images of two channels with two pixels: 1, 3, 1, 3 and 10, 30, 10, 30. */
const images = constant([1, 3, 10, 30, 1, 3, 10, 30], [2, 2, 1, 2]);
const trained = { scale: perChannel(2, 10), shift: perChannel(0.5, -1) };

/** The numbers 1 and 3 in one channel: with ε = 3 the root is 2. */
const pair = constant([1, 3], [2, 1]);
const options = { epsilon: 3 };
const two = { scale: perChannel(2), shift: perChannel(0) };

/** The gradients for x, scale and shift of the first number alone. */
function gradientsOfFirst(y: Value, wrt: readonly Value[]) {
  const loss = sum(mul(y, constant([1, 0], [2, 1])));
  const [dx, dScale, dShift] = gradients(loss, wrt);
  return runOnce({ dx: dx!, dScale: dScale!, dShift: dShift! });
}

test("batchNorm() normalises each channel by its mean and variance, and gives them", () => {
  const { y, mean, variance } = runOnce({ ...batchNorm(images, trained, { epsilon: 0 }) });
  expect(y).toEqual([-1.5, 2.5, -11, 9, -1.5, 2.5, -11, 9]);
  expect(mean).toEqual([2, 20]);
  expect(variance).toEqual([1, 100]);
});

test("batchNorm() adds epsilon to the variance", () => {
  expect(runOnce({ y: batchNorm(pair, two, options).y }).y).toEqual([-1, 1]);
});

test("batchNorm() gives a channel of equal numbers its shift", () => {
  const equal = constant([5, 5, 5], [3, 1]);
  expect(runOnce({ ...batchNorm(equal, trainedBy(7, 0.25)) })).toEqual({
    y: [0.25, 0.25, 0.25],
    mean: [5],
    variance: [0],
  });
});

test("batchNorm() takes squares of differences from the mean: a mean of 10,000 costs no accuracy", () => {
  const far = constant([9_999, 10_001], [2, 1]);
  expect(runOnce({ ...batchNorm(far, trainedBy(1, 0), { epsilon: 0 }) })).toEqual({
    y: [-1, 1],
    mean: [10_000],
    variance: [1],
  });
});

test("batchNorm can rectify its result", () => {
  const attrs = { epsilon: 3, activation: "relu" } as const;
  const [y] = apply(batchNormOp, [pair, two.scale, two.shift], attrs);
  expect(runOnce({ y: y! }).y).toEqual([0, 1]);
});

test("batchNormEval() normalises by the statistics that it is given", () => {
  const statistics = { mean: perChannel(1), variance: perChannel(1) };
  expect(runOnce({ y: batchNormEval(pair, { ...two, ...statistics }, options) }).y).toEqual([0, 2]);
});

// x̂ = ∓1/2 and scale / √(variance + ε) = 1, so dx = 1 - (1 + 1/4) / 2 and 0 - (1 - 1/4) / 2.
test("batchNormGrad lets dy flow through the statistics too", () => {
  const { y } = batchNorm(pair, two, options);
  const { dx, dScale, dShift } = gradientsOfFirst(y, [pair, two.scale, two.shift]);
  expect(dx).toEqual([0.375, -0.375]);
  expect(dScale).toEqual([-0.5]);
  expect(dShift).toEqual([1]);
});

test("batchNormGrad of given statistics leaves the other numbers alone", () => {
  const statistics = { mean: perChannel(2), variance: perChannel(1) };
  const y = batchNormEval(pair, { ...two, ...statistics }, options);
  const { dx, dScale, dShift } = gradientsOfFirst(y, [pair, two.scale, two.shift]);
  expect(dx).toEqual([1, 0]);
  expect(dScale).toEqual([-0.5]);
  expect(dShift).toEqual([1]);
});

test("batchNormGrad counts dy where a rectified y is positive", () => {
  const dy = constant([1, 1], [2, 1]);
  const y = constant([0, 1], [2, 1]);
  const attrs = { epsilon: 3, activation: "relu", statistics: "batch" } as const;
  const operands = [pair, dy, two.scale, perChannel(2), perChannel(1), y];
  const [dx, dScale, dShift] = apply(batchNormGradOp, operands, attrs);
  expect(runOnce({ dx: dx!, dScale: dScale!, dShift: dShift! })).toEqual({
    dx: [-0.375, 0.375],
    dScale: [0.5],
    dShift: [1],
  });
});

function trainedBy(scale: number, shift: number) {
  return { scale: perChannel(scale), shift: perChannel(shift) };
}
