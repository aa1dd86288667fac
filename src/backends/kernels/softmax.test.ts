import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { applySingle } from "../../graph/node.ts";
import { constant } from "../../ops/leaves.ts";
import { logSoftmax, logSoftmaxGradOp } from "../../ops/logSoftmax.ts";
import { noAttrs } from "../../ops/shapeRules.ts";
import { softmax } from "../../ops/softmax.ts";

/** Odds of 1 : 3 and of 1 : 1. */
const rows = constant([0, Math.log(3), 5, 5], [2, 2]);

test("softmax() turns each row into probabilities", () => {
  const { y } = runOnce({ y: softmax(rows) });
  [0.25, 0.75, 0.5, 0.5].forEach((value, index) => {
    expect(y[index]).toBeCloseTo(value, 6);
  });
});

test("logSoftmax() is the logarithm of softmax()", () => {
  const { y } = runOnce({ y: logSoftmax(rows) });
  [0.25, 0.75, 0.5, 0.5].forEach((value, index) => {
    expect(y[index]).toBeCloseTo(Math.log(value), 6);
  });
});

test("softmax() and logSoftmax() do not overflow", () => {
  const large = constant([1000, 1000, 0], [1, 3]);
  const { y, logY } = runOnce({ y: softmax(large), logY: logSoftmax(large) });
  expect(y).toEqual([0.5, 0.5, 0]);
  expect(logY).toEqual([
    Math.fround(-Math.LN2),
    Math.fround(-Math.LN2),
    Math.fround(-1000 - Math.LN2),
  ]);
});

test("logSoftmaxGrad is dy - exp(y) Σ dy for each row", () => {
  const y = constant([Math.log(0.25), Math.log(0.75)], [1, 2]);
  const dx = applySingle(logSoftmaxGradOp, [y, constant([3, 1], [1, 2])], noAttrs);
  const result = runOnce({ dx }).dx;
  expect(result[0]).toBeCloseTo(3 - 0.25 * 4, 6);
  expect(result[1]).toBeCloseTo(1 - 0.75 * 4, 6);
});
