import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { checkAxes, checkFloat, noMacs } from "./shapeRules.ts";

export interface CumsumOptions {
  /** Adds up from the end instead of the beginning. */
  readonly reverse?: boolean;
  /** Leaves the element itself out of its sum, so that the first one is 0. */
  readonly exclusive?: boolean;
}

export interface CumsumAttrs extends Required<CumsumOptions> {
  readonly axis: number;
}

/**
 * Each element with all before it along one dimension, added up.
 *
 * Shape: x -> x
 * @throws {ShapeError} when the axis lies outside the shape
 * @source calculus: an element is part of its own sum and of all later ones, so dy is added up from the other end
 */
export const cumsumOp: Op<CumsumAttrs> = {
  name: "cumsum",
  infer: ([x], { axis }) => {
    checkFloat("take cumulative sums", "x", x!);
    checkAxes("take cumulative sums", x!.shape, [axis]);
    return [x!];
  },
  gradient: ({ attrs, dys: [dy] }) => [
    applySingle(cumsumOp, [dy!], { ...attrs, reverse: !attrs.reverse }),
  ],
  macs: noMacs,
};

/** Each element with all before it along `axis`, added up. */
export function cumsum(
  x: Value,
  axis: number,
  { reverse = false, exclusive = false }: CumsumOptions = {},
): Value {
  const [own] = checkAxes("take cumulative sums", shapeOf(x), [axis]);
  return applySingle(cumsumOp, [x], { axis: own!, reverse, exclusive });
}
