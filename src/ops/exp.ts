import { applySingle, type Op, type Value } from "../graph/node.ts";
import { mul } from "./mul.ts";
import { inferSame, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * e to the power of x.
 *
 * Shape: x -> x
 * @source calculus: d exp(x) = exp(x) dx
 */
export const expOp: Op<NoAttrs> = {
  name: "exp",
  infer: (inputs) => inferSame("exponentiate", inputs),
  gradient: ({ outputs: [y], dys: [dy] }) => [mul(dy!, y!)],
  macs: noMacs,
};

/** e to the power of x. */
export function exp(x: Value): Value {
  return applySingle(expOp, [x], noAttrs);
}
