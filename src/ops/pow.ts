import type { Value } from "../graph/node.ts";
import { elementwise } from "./elementwise.ts";

/**
 * x to the power of a fixed number; NaN where x is negative and the exponent no whole number. Square, root and reciprocal
 * are single instructions, other exponents take some 50 times as long.
 *
 * Shape: x -> x
 * @source calculus: d xᵖ = p xᵖ⁻¹ dx
 */
export function pow(x: Value, exponent: number): Value {
  return elementwise(x, { function: "pow", exponent });
}

/** √x, NaN below 0; its derivative is Infinity at 0. Shape: x -> x */
export function sqrt(x: Value): Value {
  return pow(x, 1 / 2);
}

/** 1 / √x as the reciprocal of the root: two fast passes instead of a slow one. Shape: x -> x */
export function rsqrt(x: Value): Value {
  return pow(sqrt(x), -1);
}
