import { applySingle, type Op, type Value } from "../graph/node.ts";
import { checkFloat, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * Index of the largest element along the last dimension, the first of equals.
 *
 * Shape: [.., K] -> [..] (i32)
 * @source own definition: piecewise constant, so no gradient flows
 */
export const argMaxOp: Op<NoAttrs> = {
  name: "argMax",
  infer: ([x]) => {
    checkFloat("find the maximum", "x", x!);
    return [{ dtype: "i32", shape: x!.shape.slice(0, -1) }];
  },
  gradient: () => [null],
  macs: noMacs,
};

/** Index of the largest element along the last dimension. */
export function argMax(x: Value): Value {
  return applySingle(argMaxOp, [x], noAttrs);
}
