import { applySingle, type Op, type Value } from "../graph/node.ts";
import { noMacs } from "./shapeRules.ts";

/** dLoss/dInput for each input, from dLoss/dy; null where nothing flows. */
export type GradientRule = (dy: Value) => readonly (Value | null)[];

export interface WithGradientAttrs {
  readonly rule: GradientRule;
}

/**
 * A value whose gradient is said rather than derived. Inputs: the value, then what the gradient flows to.
 *
 * Shape: y, … -> y
 * @source own definition
 */
export const withGradientOp: Op<WithGradientAttrs> = {
  name: "withGradient",
  view: true,
  infer: ([y]) => [y!],
  gradient: ({ dys: [dy], attrs: { rule } }) => [null, ...rule(dy!)],
  macs: noMacs,
};

/**
 * `y`, with a gradient of one's own: `rule` says what flows to each of `inputs`, whatever operations made y of them.
 *
 * Shape: y -> y
 */
export function withGradient(y: Value, inputs: readonly Value[], rule: GradientRule): Value {
  return applySingle(withGradientOp, [y, ...inputs], { rule });
}
