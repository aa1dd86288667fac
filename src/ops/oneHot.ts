import { isFloat } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import { applySingle, type Op, type Value } from "../graph/node.ts";
import { f32, noMacs } from "./shapeRules.ts";

export interface OneHotAttrs {
  readonly classes: number;
}

/**
 * 1 at the label's place, 0 elsewhere; a row of zeros for a label outside 0…classes-1.
 *
 * Shape: [..] (i32 or u8) -> [.., K]
 * @throws {ShapeError} when the labels are not integers
 * @source own definition: integers carry no gradient
 */
export const oneHotOp: Op<OneHotAttrs> = {
  name: "oneHot",
  infer: ([labels], { classes }) => {
    if (isFloat(labels!.dtype)) {
      throw new ShapeError(`Cannot encode labels: they are ${labels!.dtype}, needs i32 or u8`);
    }
    return [f32([...labels!.shape, classes])];
  },
  gradient: () => [null],
  macs: noMacs,
};

/** 1 at the label's place, 0 elsewhere. */
export function oneHot(labels: Value, classes: number): Value {
  return applySingle(oneHotOp, [labels], { classes });
}
