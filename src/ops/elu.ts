import { GraphError } from "../core/errors.ts";
import type { Value } from "../graph/node.ts";
import { elementwise } from "./elementwise.ts";

/**
 * x where it is positive, alpha · (exp(x) - 1) elsewhere.
 *
 * Shape: x -> x
 * @throws {GraphError} when alpha is negative, so that the sign of the result would not tell that of x
 * @source Clevert et al. 2015, arXiv:1511.07289
 */
export function elu(x: Value, alpha = 1): Value {
  if (!(alpha >= 0)) {
    throw new GraphError(`Cannot apply elu: alpha = ${alpha}, needs 0 or more`);
  }
  return elementwise(x, { function: "elu", alpha });
}
