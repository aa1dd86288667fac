import { applySingle, type Op, type Value } from "../graph/node.ts";
import { f32, noMacs } from "./shapeRules.ts";

export interface ToFloatAttrs {
  readonly scale: number;
}

/**
 * scale · x as f32, from raw bytes or integers: images of 0…255 become fractions of 1 with scale 1/255.
 *
 * Shape: x (u8, i32 or f32) -> x (f32)
 * @source own definition: integers carry no gradient
 */
export const toFloatOp: Op<ToFloatAttrs> = {
  name: "toFloat",
  infer: ([x]) => [f32(x!.shape)],
  gradient: () => [null],
  macs: noMacs,
};

/** scale · x as f32. */
export function toFloat(x: Value, scale = 1): Value {
  return applySingle(toFloatOp, [x], { scale });
}
