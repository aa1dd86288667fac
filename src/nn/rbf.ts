import { GraphError } from "../core/errors.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { affine } from "../ops/affine.ts";
import { constant } from "../ops/leaves.ts";
import { linear } from "../ops/linear.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import { sum } from "../ops/sum.ts";

/**
 * Negative squared distances to fixed prototypes of ±1, so that the nearest prototype has the largest logit.
 * Cross-entropy of these logits is LeCun's criterion without its constant e^-j, which keeps prototypes that are
 * trained from collapsing; these are not trained.
 *
 * Shape: x [N, I], prototypes K of I numbers -> -Σ_i (x_i - w_ki)² [N, K]
 * @throws {GraphError} when a prototype has another length than x or holds other numbers than ±1
 * @source LeCun et al. 1998, Proc. IEEE 86(11), section II-B, equation 7
 */
export function rbf(x: Value, prototypes: readonly (readonly number[])[]): Value {
  const features = shapeOf(x)[1]!;
  const fits = (row: readonly number[]) =>
    row.length === features && row.every((w) => Math.abs(w) === 1);
  if (!prototypes.every(fits)) {
    throw new GraphError(`Cannot build rbf: a prototype is not ${features} numbers of 1 or -1`);
  }
  // |x - w|² = |x|² - 2 x·w + |w|², and |w|² is the number of features.
  const weight = constant(prototypes.flat(), [prototypes.length, features]);
  const products = affine(linear(x, weight), 2, -features); //   2 x·w - |w|²  [N, K]
  return sub(products, sum(mul(x, x), [1], true)); //           - |x - w|²     [N, K]
}
