import { type GradientOptions, gradients } from "../autodiff/gradients.ts";
import { sizeOf } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import type { NetworkInstance } from "../nn/network.ts";
import { concat } from "../ops/concat.ts";
import { reshape } from "../ops/reshape.ts";

/**
 * dLoss/dParameters as one vector, in the order of the parameter vector. It is put together from each parameter's
 * gradient: differentiating by the vector itself would pad every one of them to the full length.
 *
 * Shape: loss [] -> [P]
 */
export function parameterGradient(
  loss: Value,
  { parameters }: Pick<NetworkInstance, "parameters">,
  options: GradientOptions = {},
): Value {
  const parts = gradients(loss, parameters, options);
  return concat(parts.map((part) => reshape(part, [sizeOf(shapeOf(part))])));
}
