import { applySingle, type Op, type Value } from "../graph/node.ts";
import { type NoAttrs, noAttrs, noMacs } from "./shapeRules.ts";

/**
 * x as a constant: its values, and no gradient.
 *
 * Shape: x -> x
 * @source own definition: the identity, cut off from the reverse walk
 */
export const stopGradientOp: Op<NoAttrs> = {
  name: "stopGradient",
  view: true,
  infer: ([x]) => [x!],
  gradient: () => [null],
  macs: noMacs,
};

/** x as a constant: its values, and no gradient. */
export function stopGradient(x: Value): Value {
  return applySingle(stopGradientOp, [x], noAttrs);
}
