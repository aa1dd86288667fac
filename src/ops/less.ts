import { applySingle, type Op, type Value } from "../graph/node.ts";
import { inferBroadcast, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * 1 where a is less than b, 0 elsewhere and where one of them is NaN; with broadcasting.
 *
 * Shape: a, b -> their broadcast shape
 * @throws {ShapeError} when two extents differ and neither is 1
 * @source own definition: piecewise constant, so no gradient flows
 */
export const lessOp: Op<NoAttrs> = {
  name: "less",
  infer: (inputs) => inferBroadcast("compare", inputs),
  gradient: () => [null, null],
  macs: noMacs,
};

/** 1 where a < b, 0 elsewhere, with broadcasting. */
export function less(a: Value, b: Value): Value {
  return applySingle(lessOp, [a, b], noAttrs);
}

/** 1 where a > b, 0 elsewhere, with broadcasting. */
export function greater(a: Value, b: Value): Value {
  return less(b, a);
}
