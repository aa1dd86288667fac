import { applySingle, type Op, type Value } from "../graph/node.ts";
import { mul } from "./mul.ts";
import { inferSame, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";

/**
 * exp(x) divided by its sum along the last dimension, computed without overflow.
 *
 * Shape: [.., K] -> [.., K], rows sum to 1
 * @source Bridle 1990, Probabilistic interpretation of feedforward classification network outputs
 */
export const softmaxOp: Op<NoAttrs> = {
  name: "softmax",
  infer: (inputs) => inferSame("take the softmax", inputs),
  gradient: ({ outputs: [y], dys: [dy] }) => [mul(y!, sub(dy!, sum(mul(y!, dy!), [-1], true)))],
  macs: noMacs,
};

/** Softmax along the last dimension. */
export function softmax(x: Value): Value {
  return applySingle(softmaxOp, [x], noAttrs);
}
