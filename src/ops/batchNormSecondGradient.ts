import { sizeOf } from "../core/shape.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { add } from "./add.ts";
import { affine, neg } from "./affine.ts";
import { mul } from "./mul.ts";
import { rsqrt } from "./pow.ts";
import { reshape } from "./reshape.ts";
import { sub } from "./sub.ts";
import { broadcastTo, sum } from "./sum.ts";

/** What the gradient of batch norm was computed from, what it came to, and what flows back into it. */
export interface BatchNormSecondGradientOptions {
  readonly epsilon: number;
  /** Whether mean and variance are those of this batch, so that dx has terms of theirs. */
  readonly isOfBatch: boolean;
  /** The gradients for scale and shift that came out. Shape: [C] each */
  readonly dScale: Value;
  readonly dShift: Value;
  /** The gradients by dx, dScale and dShift; null where nothing flows. */
  readonly dys: readonly (Value | null)[];
}

/**
 * The gradients of `batchNormGrad` for x, dy, scale, mean and variance. With r = 1 / √(variance + ε), x̂ = (x - mean)·r,
 * k = scale·r, and g, a, b the gradients by dx, dScale and dShift, the scalar that is differentiated is
 *
 *   L = k·Σ g·dy - k/M·(dShift·Σ g + dScale·Σ g·x̂) + a·dScale + b·dShift,  dShift = Σ dy,  dScale = Σ dy·x̂
 *
 * whose second term is missing where the statistics came from elsewhere. By dy: k·g - k/M·(Σ g + x̂·Σ g·x̂) + a·x̂ + b.
 * By x̂: a·dy - k/M·(dScale·g + dy·Σ g·x̂), from which those by x, mean and r follow.
 *
 * Shape: x [N, C, ..], dy as x, scale [C], mean [C], variance [C] -> as each
 * @source calculus
 */
export function batchNormSecondGradient(
  [x, dy, scale, mean, variance]: readonly [Value, Value, Value, Value, Value],
  { epsilon, isOfBatch, dScale, dShift, dys }: BatchNormSecondGradientOptions,
): (Value | null)[] {
  const channels = shapeOf(scale);
  const axes = shapeOf(x).flatMap((_, axis) => (axis === 1 ? [] : [axis]));
  const count = sizeOf(shapeOf(x)) / channels[0]!; // M
  const row = (vector: Value | null | undefined) =>
    vector ? reshape(vector, [1, channels[0]!, ...axes.slice(1).fill(1)]) : null;
  const each = (value: Value | null) => value && sum(value, axes, true);
  const flat = (value: Value | null) => value && reshape(value, channels);

  const [g = null] = dys;
  const [a, b] = [row(dys[1]), row(dys[2])]; //                       [1, C, ..] from here on
  const r = row(rsqrt(affine(variance, 1, epsilon)))!;
  const normed = mul(sub(x, row(mean)!), r); //                       x̂, as x
  const k = mul(row(scale)!, r);
  const perImage = isOfBatch ? affine(k, -1 / count) : null; // -k/M
  const [sumG, sumGNormed] = isOfBatch ? [each(g), each(product(g, normed))] : [null, null];

  const byDy = total(
    product(k, g),
    product(perImage, total(sumG, product(normed, sumGNormed))),
    product(a, normed),
    b,
  );
  const byNormed = total(
    product(a, dy),
    product(perImage, total(product(row(dScale), g), product(dy, sumGNormed))),
  );
  const ofStatistics = total(product(row(dShift), sumG), product(row(dScale), sumGNormed));
  const byK = total(each(product(g, dy)), ofStatistics && affine(ofStatistics, -1 / count));
  // By r, times r: x̂ and k are both proportional to it.
  const byR = total(each(product(byNormed, normed)), product(byK, k));
  const byMean = product(each(byNormed), r);
  const byVariance = product(byR, mul(r, r));
  return [
    product(byNormed, r),
    byDy && broadcastTo(byDy, shapeOf(x)),
    flat(product(byK, r)),
    flat(byMean && neg(byMean)),
    flat(byVariance && affine(byVariance, -0.5)),
  ];
}

/** Nothing where a factor is missing. */
function product(...factors: readonly (Value | null)[]): Value | null {
  return factors.reduce((left, right) => left && right && mul(left, right));
}

/** The sum of those that are there. */
function total(...terms: readonly (Value | null)[]): Value | null {
  return terms.reduce((left, right) => (left && right ? add(left, right) : (left ?? right)), null);
}
