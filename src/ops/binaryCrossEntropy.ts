import { ShapeError } from "../core/errors.ts";
import { sameShape, showShape } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { mul } from "./mul.ts";
import { softplus } from "./softplus.ts";
import { sub } from "./sub.ts";
import { mean } from "./sum.ts";

/**
 * -target·log σ(logit) - (1 - target)·log(1 - σ(logit)), averaged over all elements. Computed as softplus(logit) -
 * target·logit, which is the same and neither overflows nor takes the logarithm of 0.
 *
 * Shape: logits, target of their shape with numbers from 0 to 1 -> []
 * @throws {ShapeError} when the shapes differ
 * @source PyTorch 1.13 documentation of torch.nn.BCEWithLogitsLoss
 */
export function binaryCrossEntropy(logits: Value, target: Value): Value {
  if (!sameShape(shapeOf(logits), shapeOf(target))) {
    throw new ShapeError(
      `Cannot take the binary cross-entropy: logits are ${showShape(shapeOf(logits))}, the target ${showShape(shapeOf(target))}, needs equal shapes`,
    );
  }
  return mean(sub(softplus(logits), mul(target, logits)));
}
