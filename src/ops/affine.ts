import { applySingle, type Op, type Value } from "../graph/node.ts";
import { inferSame, noMacs } from "./shapeRules.ts";

export interface AffineAttrs {
  readonly scale: number;
  readonly shift: number;
}

/**
 * scale · x + shift with two fixed numbers.
 *
 * Shape: x -> x
 * @source calculus: the derivative is `scale`
 */
export const affineOp: Op<AffineAttrs> = {
  name: "affine",
  infer: (inputs) => inferSame("scale", inputs),
  gradient: ({ attrs, dys: [dy] }) => [affine(dy!, attrs.scale)],
  macs: noMacs,
};

/** scale · x + shift with two fixed numbers. */
export function affine(x: Value, scale: number, shift = 0): Value {
  return applySingle(affineOp, [x], { scale, shift });
}

/** -x */
export function neg(x: Value): Value {
  return affine(x, -1);
}
