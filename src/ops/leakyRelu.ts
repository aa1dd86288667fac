import { GraphError } from "../core/errors.ts";
import type { Value } from "../graph/node.ts";
import { elementwise } from "./elementwise.ts";

/**
 * x where it is positive, slope · x elsewhere; the derivative at 0 is taken as the slope, as in PyTorch.
 *
 * Shape: x -> x
 * @throws {GraphError} when the slope is negative, so that the sign of the result would not tell that of x
 * @source Maas et al. 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models
 */
export function leakyRelu(x: Value, slope = 0.01): Value {
  if (!(slope >= 0)) {
    throw new GraphError(`Cannot apply leakyRelu: slope = ${slope}, needs 0 or more`);
  }
  return elementwise(x, { function: "leakyRelu", slope });
}
