import type { Value } from "../graph/node.ts";
import { elementwise } from "./elementwise.ts";

/**
 * x · sigmoid(x), also called swish.
 *
 * Shape: x -> x
 * @source Elfwing et al. 2018, arXiv:1702.03118
 */
export function silu(x: Value): Value {
  return elementwise(x, { function: "silu" });
}
