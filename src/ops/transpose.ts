import { ShapeError } from "../core/errors.ts";
import { showShape } from "../core/shape.ts";
import { applySingle, type Op, type Value } from "../graph/node.ts";
import { noMacs } from "./shapeRules.ts";

export interface TransposeAttrs {
  /** Dimension i of the output is dimension `permutation[i]` of the input. */
  readonly permutation: readonly number[];
}

/**
 * Reorders dimensions.
 *
 * Shape: x [d0, d1, …] -> [d_p0, d_p1, …]
 * @throws {ShapeError} when `permutation` does not name every dimension once
 * @source own definition: the gradient is the inverse permutation
 */
export const transposeOp: Op<TransposeAttrs> = {
  name: "transpose",
  infer: ([x], { permutation }) => {
    const named = [...permutation].sort((a, b) => a - b);
    if (named.length !== x!.shape.length || named.some((axis, index) => axis !== index)) {
      throw new ShapeError(
        `Cannot transpose ${showShape(x!.shape)} by ${showShape(permutation)}: needs every dimension once`,
      );
    }
    return [{ dtype: x!.dtype, shape: permutation.map((axis) => x!.shape[axis]!) }];
  },
  gradient: ({ attrs, dys: [dy] }) => [
    transpose(
      dy!,
      attrs.permutation.map((_, axis) => attrs.permutation.indexOf(axis)),
    ),
  ],
  macs: noMacs,
};

/** Reorders dimensions: dimension i of the result is dimension `permutation[i]` of x. */
export function transpose(x: Value, permutation: readonly number[]): Value {
  return applySingle(transposeOp, [x], { permutation });
}
