import { applySingle, type Op, type Value } from "../graph/node.ts";
import { affine } from "./affine.ts";
import { mul } from "./mul.ts";
import { inferPaired, inferSame, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * Hyperbolic tangent.
 *
 * Shape: x -> x
 * @source calculus: d tanh(x) = (1 - tanh(x)²) dx
 */
export const tanhOp: Op<NoAttrs> = {
  name: "tanh",
  infer: (inputs) => inferSame("take the hyperbolic tangent", inputs),
  gradient: ({ outputs: [y], dys: [dy] }) => [tanhGrad(y!, dy!)],
  macs: noMacs,
};

/**
 * dy · (1 - y²): the gradient of `tanh` from its output y.
 *
 * Shape: y, dy -> y
 */
export const tanhGradOp: Op<NoAttrs> = {
  name: "tanhGrad",
  infer: (inputs) => inferPaired("take the gradient of tanh", inputs),
  gradient: ({ inputs: [y, dy], dys: [g] }) => [
    affine(mul(mul(g!, dy!), y!), -2),
    tanhGrad(y!, g!),
  ],
  macs: noMacs,
};

/** Hyperbolic tangent. */
export function tanh(x: Value): Value {
  return applySingle(tanhOp, [x], noAttrs);
}

function tanhGrad(y: Value, dy: Value): Value {
  return applySingle(tanhGradOp, [y, dy], noAttrs);
}
