import type { Value } from "../graph/node.ts";
import { withGradient } from "./withGradient.ts";

/**
 * x as a constant: its values, and no gradient.
 *
 * Shape: x -> x
 * @source own definition: the identity, cut off from the reverse walk
 */
export function stopGradient(x: Value): Value {
  return withGradient(x, [], () => []);
}
