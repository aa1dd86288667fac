import { applySingle, type Op, type Value } from "../graph/node.ts";
import { type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * x itself, but not before another value is there: what is computed from the result happens later. Recomputation waits
 * with it for the gradient that needs it.
 *
 * Shape: x, trigger -> x
 * @source own definition
 */
export const afterOp: Op<NoAttrs> = {
  name: "after",
  view: true,
  infer: ([x]) => [x!],
  gradient: ({ dys: [dy] }) => [dy!, null],
  macs: noMacs,
};

/** `x`, available only when `trigger` is. */
export function after(x: Value, trigger: Value): Value {
  return applySingle(afterOp, [x, trigger], noAttrs);
}
