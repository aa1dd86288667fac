import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { neg } from "./affine.ts";
import { mul } from "./mul.ts";
import { inferBroadcast, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";
import { sumTo } from "./sum.ts";

/**
 * a / b element by element, with broadcasting.
 *
 * Shape: a, b -> their broadcast shape
 * @throws {ShapeError} when two extents differ and neither is 1
 * @source calculus: d(a / b) = da / b - (a / b) db / b
 */
export const divOp: Op<NoAttrs> = {
  name: "div",
  infer: (inputs) => inferBroadcast("divide", inputs),
  gradient: ({ inputs: [a, b], outputs: [y], dys: [dy] }) => [
    sumTo(div(dy!, b!), shapeOf(a!)),
    neg(sumTo(mul(dy!, div(y!, b!)), shapeOf(b!))),
  ],
  macs: noMacs,
};

/** a / b element by element, with broadcasting. */
export function div(a: Value, b: Value): Value {
  return applySingle(divOp, [a, b], noAttrs);
}
