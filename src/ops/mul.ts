import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { inferBroadcast, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";
import { sumTo } from "./sum.ts";

/**
 * a · b element by element, with broadcasting.
 *
 * Shape: a, b -> their broadcast shape
 * @throws {ShapeError} when two extents differ and neither is 1
 * @source calculus: d(ab) = b da + a db
 */
export const mulOp: Op<NoAttrs> = {
  name: "mul",
  infer: (inputs) => inferBroadcast("multiply", inputs),
  gradient: ({ inputs: [a, b], dys: [dy] }) => [
    sumTo(mul(dy!, b!), shapeOf(a!)),
    sumTo(mul(dy!, a!), shapeOf(b!)),
  ],
  macs: noMacs,
};

/** a · b element by element, with broadcasting. */
export function mul(a: Value, b: Value): Value {
  return applySingle(mulOp, [a, b], noAttrs);
}
