import { ShapeError } from "../core/errors.ts";
import { sameShape, showShape } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { mul } from "./mul.ts";
import { sub } from "./sub.ts";
import { mean } from "./sum.ts";

/**
 * The mean of (x - target)² over all elements.
 *
 * Shape: x, target of x's shape -> []
 * @throws {ShapeError} when the shapes differ
 * @source PyTorch 1.13 documentation of torch.nn.MSELoss
 */
export function meanSquaredError(x: Value, target: Value): Value {
  if (!sameShape(shapeOf(x), shapeOf(target))) {
    throw new ShapeError(
      `Cannot take the mean squared error: x is ${showShape(shapeOf(x))}, the target ${showShape(shapeOf(target))}, needs equal shapes`,
    );
  }
  const error = sub(x, target);
  return mean(mul(error, error));
}
