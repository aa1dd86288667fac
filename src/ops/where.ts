import { broadcastShapes } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { constant } from "./leaves.ts";
import { checkFloat, inferBroadcast, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";
import { sumTo } from "./sum.ts";

/**
 * a where the condition is not 0, b elsewhere, with broadcasting. What stands in the branch not taken has no influence, be
 * it NaN, neither on the values nor on what flows back: each branch gets dy where it was taken and 0 elsewhere.
 *
 * Shape: condition, a, b -> their broadcast shape
 * @throws {ShapeError} when two extents differ and neither is 1, or a and b differ in type
 * @source own definition: a choice between two values, through which no gradient flows to the condition
 */
export const whereOp: Op<NoAttrs> = {
  name: "where",
  infer: ([condition, a, b]) => {
    checkFloat("choose", "the condition", condition!);
    const [branches] = inferBroadcast("choose between", [a!, b!]);
    const shape = broadcastShapes("choose by", condition!.shape, branches.shape);
    return [{ dtype: branches.dtype, shape }];
  },
  gradient: ({ inputs: [condition, a, b], dys: [dy] }) => [
    null,
    sumTo(where(condition!, dy!, constant(0)), shapeOf(a!)),
    sumTo(where(condition!, constant(0), dy!), shapeOf(b!)),
  ],
  macs: noMacs,
};

/** a where the condition is not 0, b elsewhere, with broadcasting. */
export function where(condition: Value, a: Value, b: Value): Value {
  return applySingle(whereOp, [condition, a, b], noAttrs);
}
