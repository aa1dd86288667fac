import { applySingle, type Op, type Value } from "../graph/node.ts";
import { inferPaired, inferSame, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * max(x, 0); the derivative at 0 is taken as 0, as in PyTorch.
 *
 * Shape: x -> x
 * @source Nair & Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines
 */
export const reluOp: Op<NoAttrs> = {
  name: "relu",
  infer: (inputs) => inferSame("rectify", inputs),
  gradient: ({ outputs: [y], dys: [dy] }) => [reluGrad(y!, dy!)],
  macs: noMacs,
};

/**
 * dy where the rectified y is positive, 0 elsewhere: the gradient of `relu` from its output.
 *
 * Shape: y, dy -> y
 */
export const reluGradOp: Op<NoAttrs> = {
  name: "reluGrad",
  infer: (inputs) => inferPaired("take the gradient of relu", inputs),
  gradient: ({ inputs: [y], dys: [g] }) => [null, reluGrad(y!, g!)],
  macs: noMacs,
};

/** max(x, 0). */
export function relu(x: Value): Value {
  return applySingle(reluOp, [x], noAttrs);
}

function reluGrad(y: Value, dy: Value): Value {
  return applySingle(reluGradOp, [y, dy], noAttrs);
}
