import { applySingle, type Op, type Value } from "../graph/node.ts";
import { affine } from "./affine.ts";
import { mul } from "./mul.ts";
import { inferPaired, inferSame, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * Logistic function 1 / (1 + exp(-x)).
 *
 * Shape: x -> x
 * @source calculus: d sigmoid(x) = y (1 - y) dx with y = sigmoid(x)
 */
export const sigmoidOp: Op<NoAttrs> = {
  name: "sigmoid",
  infer: (inputs) => inferSame("take the sigmoid", inputs),
  gradient: ({ outputs: [y], dys: [dy] }) => [sigmoidGrad(y!, dy!)],
  macs: noMacs,
};

/**
 * dy · y · (1 - y): the gradient of `sigmoid` from its output y.
 *
 * Shape: y, dy -> y
 */
export const sigmoidGradOp: Op<NoAttrs> = {
  name: "sigmoidGrad",
  infer: (inputs) => inferPaired("take the gradient of sigmoid", inputs),
  gradient: ({ inputs: [y, dy], dys: [g] }) => [
    mul(mul(g!, dy!), affine(y!, -2, 1)),
    sigmoidGrad(y!, g!),
  ],
  macs: noMacs,
};

/** Logistic function 1 / (1 + exp(-x)). */
export function sigmoid(x: Value): Value {
  return applySingle(sigmoidOp, [x], noAttrs);
}

function sigmoidGrad(y: Value, dy: Value): Value {
  return applySingle(sigmoidGradOp, [y, dy], noAttrs);
}
