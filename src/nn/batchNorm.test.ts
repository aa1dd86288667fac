import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { constant, input } from "../ops/leaves.ts";
import { batchNorm } from "./batchNorm.ts";

/** 1, 3 and 10, 30 in two channels. */
const x = constant([1, 10, 3, 30], [2, 2]);
const trained = { weight: [2, 10], bias: [0.5, -1] };
const running = { running_mean: [4, 20], running_var: [8, 0] };

test("batchNorm() has weight and bias as parameters, and running statistics as buffers", () => {
  const { scope, parameters, buffers } = leafScope();
  batchNorm(x, scope);
  expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([
    ["weight", [2]],
    ["bias", [2]],
  ]);
  expect(buffers.map(({ name, shape, initialValue }) => [name, shape, initialValue])).toEqual([
    ["running_mean", [2], 0],
    ["running_var", [2], 1],
  ]);
});

test("batchNorm() normalises by the batch in training, whatever the running statistics", () => {
  const { scope } = leafScope("train");
  const y = batchNorm(x, scope, { epsilon: 0 });
  expect(runOnce({ y }, { ...trained, ...running }).y).toEqual([-1.5, -11, 2.5, 9]);
});

test("batchNorm() averages the batch's mean and unbiased variance into the running ones", () => {
  const { scope, nextBuffers } = leafScope("train");
  batchNorm(x, scope, { momentum: 0.25 });
  const [mean, variance] = nextBuffers;
  // The batch's mean is [2, 20], its variance with M - 1 = 1 for divisor [2, 200].
  expect(runOnce({ mean: mean!, variance: variance! }, running)).toEqual({
    mean: [3.5, 20],
    variance: [6.5, 50],
  });
});

test("batchNorm() normalises by the running statistics after training, and leaves them", () => {
  const { scope, bufferValues, nextBuffers } = leafScope("eval");
  const y = batchNorm(x, scope, { epsilon: 1 });
  expect(runOnce({ y }, { ...trained, ...running }).y).toEqual(
    [-1.5, -101, -2 / 3 + 0.5, 99].map(Math.fround),
  );
  expect(nextBuffers).toEqual(bufferValues);
});

test("batchNorm() needs two numbers a channel in training, and names its place", () => {
  const { scope } = leafScope("train");
  expect(() => batchNorm(input("x", [1, 4, 1, 1]), scope.child("bn1"))).toThrow(
    new ShapeError(
      'Cannot batch-normalise in layer "bn1": x is [1, 4, 1, 1], one number a channel, needs at least 2',
      { layer: "bn1" },
    ),
  );
  expect(() => batchNorm(input("x", [1, 4, 1, 1]), leafScope("eval").scope)).not.toThrow();
});
