import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { neg } from "./affine.ts";
import { inferBroadcast, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";
import { sumTo } from "./sum.ts";

/**
 * a - b, with broadcasting.
 *
 * Shape: a, b -> their broadcast shape
 * @throws {ShapeError} when two extents differ and neither is 1
 * @source calculus: d(a - b) = da - db
 */
export const subOp: Op<NoAttrs> = {
  name: "sub",
  infer: (inputs) => inferBroadcast("subtract", inputs),
  gradient: ({ inputs: [a, b], dys: [dy] }) => [
    sumTo(dy!, shapeOf(a!)),
    neg(sumTo(dy!, shapeOf(b!))),
  ],
  macs: noMacs,
};

/** a - b, with broadcasting. */
export function sub(a: Value, b: Value): Value {
  return applySingle(subOp, [a, b], noAttrs);
}
