import type { Value } from "../graph/node.ts";
import { elementwise } from "./elementwise.ts";

/**
 * x · Φ(x), where Φ is the normal distribution's cumulative function: exactly, not by the approximation with tanh.
 *
 * Shape: x -> x
 * @source Hendrycks & Gimpel 2016, arXiv:1606.08415, section 2
 */
export function gelu(x: Value): Value {
  return elementwise(x, { function: "gelu" });
}
