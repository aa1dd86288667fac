import { applySingle, type Op, type Value } from "../graph/node.ts";
import { inferBroadcast, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * 1 where a and b are equal, 0 elsewhere, with broadcasting.
 *
 * Shape: a, b -> their broadcast shape
 * @throws {ShapeError} when two extents differ and neither is 1
 * @source own definition: piecewise constant, so no gradient flows
 */
export const equalOp: Op<NoAttrs> = {
  name: "equal",
  infer: (inputs) => inferBroadcast("compare", inputs),
  gradient: () => [null, null],
  macs: noMacs,
};

/** 1 where a and b are equal, 0 elsewhere, with broadcasting. */
export function equal(a: Value, b: Value): Value {
  return applySingle(equalOp, [a, b], noAttrs);
}
