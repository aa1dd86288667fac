import type { Value } from "../graph/node.ts";
import { elementwise } from "./elementwise.ts";

/**
 * log(1 + exp(x)), a smooth relu; for large x it is x, without overflow.
 *
 * Shape: x -> x
 * @source Dugas et al. 2001, Incorporating Second-Order Functional Knowledge for Better Option Pricing
 */
export function softplus(x: Value): Value {
  return elementwise(x, { function: "softplus" });
}
