import { type Shape, sameShape } from "../core/shape.ts";
import { applySingle, type Op, shapeOf, type Value } from "../graph/node.ts";
import { checkSize, noMacs } from "./shapeRules.ts";

export interface ReshapeAttrs {
  readonly shape: Shape;
}

/**
 * The same elements in the same row-major order under another shape.
 *
 * Shape: x -> `shape`
 * @throws {ShapeError} when the numbers of elements differ
 * @source own definition: a permutation of nothing, so the gradient is a reshape back
 */
export const reshapeOp: Op<ReshapeAttrs> = {
  name: "reshape",
  view: true,
  infer: ([x], { shape }) => {
    checkSize("reshape", x!.shape, shape);
    return [{ dtype: x!.dtype, shape }];
  },
  gradient: ({ inputs: [x], dys: [dy] }) => [reshape(dy!, shapeOf(x!))],
  macs: noMacs,
};

/** The same elements under another shape; x itself where the shape is already that. */
export function reshape(x: Value, shape: Shape): Value {
  return sameShape(shapeOf(x), shape) ? x : applySingle(reshapeOp, [x], { shape });
}

/** All dimensions after the first joined into one. Shape: [N, …] -> [N, product of the rest] */
export function flatten(x: Value): Value {
  const [n, ...rest] = shapeOf(x);
  return reshape(x, [n!, rest.reduce((size, extent) => size * extent, 1)]);
}
