import type { FloatDtype } from "../core/dtype.ts";
import { applySingle, type Op, type Value } from "../graph/node.ts";
import { checkFloat, noMacs } from "./shapeRules.ts";

export interface CastAttrs {
  readonly dtype: FloatDtype;
}

/**
 * The same numbers in another float type: exact from bf16 to f32, rounded to the nearest from f32 to bf16.
 *
 * Shape: x (f32 or bf16) -> x (`dtype`)
 * @throws {ShapeError} when x is not a float
 * @source Micikevicius et al. 2018, Mixed Precision Training: rounding passes its gradient on as it is, in x's own type
 */
export const castOp: Op<CastAttrs> = {
  name: "cast",
  infer: ([x], { dtype }) => {
    checkFloat("cast", "x", x!);
    return [{ dtype, shape: x!.shape }];
  },
  gradient: ({ inputs: [x], dys: [dy] }) => [cast(dy!, x!.type.dtype as FloatDtype)],
  macs: noMacs,
};

/** The same numbers in another float type; x itself where it has that type. */
export function cast(x: Value, dtype: FloatDtype): Value {
  return x.type.dtype === dtype ? x : applySingle(castOp, [x], { dtype });
}
