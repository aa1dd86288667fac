import type { Value } from "../graph/node.ts";
import { affine } from "./affine.ts";
import { clip } from "./clip.ts";
import { elementwise } from "./elementwise.ts";

/**
 * x · hardSigmoid(x): 0 below -3 and x above 3, a parabola between.
 *
 * Shape: x -> x
 * @source Howard et al. 2019, arXiv:1905.02244, section 5.2
 */
export function hardSwish(x: Value): Value {
  return elementwise(x, { function: "hardSwish" });
}

/** x / 6 + 1/2, clipped to 0 and 1. Shape: x -> x */
export function hardSigmoid(x: Value): Value {
  return clip(affine(x, 1 / 6, 1 / 2), 0, 1);
}
