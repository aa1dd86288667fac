import { applySingle, type Op, type Value } from "../graph/node.ts";
import { div } from "./div.ts";
import { inferSame, type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * Natural logarithm; -Infinity at 0 and NaN below, as IEEE arithmetic has it.
 *
 * Shape: x -> x
 * @source calculus: d log(x) = dx / x
 */
export const logOp: Op<NoAttrs> = {
  name: "log",
  infer: (inputs) => inferSame("take the logarithm", inputs),
  gradient: ({ inputs: [x], dys: [dy] }) => [div(dy!, x!)],
  macs: noMacs,
};

/** Natural logarithm. */
export function log(x: Value): Value {
  return applySingle(logOp, [x], noAttrs);
}
