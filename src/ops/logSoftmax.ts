import { applySingle, type Op, type Value } from "../graph/node.ts";
import { neg } from "./affine.ts";
import { exp } from "./exp.ts";
import { mul } from "./mul.ts";
import { inferPaired, inferSame, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";

/**
 * Logarithm of the softmax along the last dimension: x - max - log Σ exp(x - max).
 *
 * Shape: [.., K] -> [.., K]
 * @source calculus: dx = dy - exp(y) Σ dy
 */
export const logSoftmaxOp: Op<NoAttrs> = {
  name: "logSoftmax",
  infer: (inputs) => inferSame("take the log-softmax", inputs),
  gradient: ({ outputs: [y], dys: [dy] }) => [applySingle(logSoftmaxGradOp, [y!, dy!], noAttrs)],
  macs: noMacs,
};

/**
 * dy - exp(y) Σ dy along the last dimension: the gradient of `logSoftmax` from its output y.
 *
 * Shape: y, dy -> y
 */
export const logSoftmaxGradOp: Op<NoAttrs> = {
  name: "logSoftmaxGrad",
  infer: (inputs) => inferPaired("take the gradient of logSoftmax", inputs),
  gradient: ({ inputs: [y, dy], dys: [g] }) => {
    const probabilities = exp(y!);
    const weighted = mul(g!, probabilities);
    return [neg(mul(weighted, sum(dy!, [-1], true))), sub(g!, sum(weighted, [-1], true))];
  },
  macs: noMacs,
};

/** Logarithm of the softmax along the last dimension. */
export function logSoftmax(x: Value): Value {
  return applySingle(logSoftmaxOp, [x], noAttrs);
}
