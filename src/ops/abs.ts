import type { Value } from "../graph/node.ts";
import { elementwise } from "./elementwise.ts";

/**
 * The size of each number without its sign; the derivative at 0 is taken as 0, as in PyTorch.
 *
 * Shape: x -> x
 * @source calculus: d|x| = sign(x) dx
 */
export function abs(x: Value): Value {
  return elementwise(x, { function: "abs" });
}
