import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { inferBroadcast, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";
import { sumTo } from "./sum.ts";

/**
 * a + b, with broadcasting.
 *
 * Shape: a, b -> their broadcast shape
 * @throws {ShapeError} when two extents differ and neither is 1
 * @source calculus: d(a + b) = da + db
 */
export const addOp: Op<NoAttrs> = {
  name: "add",
  infer: (inputs) => inferBroadcast("add", inputs),
  gradient: ({ inputs: [a, b], dys: [dy] }) => [sumTo(dy!, shapeOf(a!)), sumTo(dy!, shapeOf(b!))],
  macs: noMacs,
};

/** a + b, with broadcasting. */
export function add(a: Value, b: Value): Value {
  return applySingle(addOp, [a, b], noAttrs);
}
