/** Inner products of every two of a layer's outputs for the same images. Shape: [N, N] */
export interface Gram {
  /** N, the images. */
  readonly count: number;
  readonly products: ArrayLike<number>;
}

/** A number, or why there is none. */
export type Similarity =
  | { readonly value: number }
  | { readonly value: null; readonly reason: string };

/** Which estimate of a layer's self-similarity is compared. */
export type CkaEstimator = "debiased" | "biased";

/** Below this share of the products' own size, what centring leaves is rounding. */
const roundingShare = 1e-12;

/**
 * Linear centred kernel alignment: how alike two layers arrange the same images, whatever their units and directions.
 * 1 where one is a rotated and scaled copy of the other. The biased estimate, though the usual one, comes near 1 for any
 * two layers with more units than there are images; the debiased one is about 0 for layers that have nothing in common,
 * and may fall below 0.
 *
 * Shape: a [N, N], b [N, N]
 * Units: none; at most 1
 * @throws {RangeError} when the two are not of the same images
 * @source Kornblith et al. 2019, arXiv:1905.00414, equation 4; debiased by the estimate of Song et al. 2012, JMLR 13,
 * equation 5, in the form of Székely & Rizzo 2014, arXiv:1310.2926: products centred without their diagonal
 */
export function linearCka(a: Gram, b: Gram, estimator: CkaEstimator = "debiased"): Similarity {
  const { count } = a;
  if (b.count !== count || a.products.length !== count ** 2 || b.products.length !== count ** 2) {
    throw new RangeError(
      `Cannot compare layers: their products are of ${a.products.length} and ${b.products.length} pairs of images, needs ${count ** 2} each`,
    );
  }
  return alignment(centreGram(a, estimator), centreGram(b, estimator));
}

/** Products made ready for comparison with any others of the same images, or why there is nothing to compare. */
export type CentredGram =
  | { readonly values: Float64Array; readonly length: number }
  | { readonly reason: string };

/** The part of `linearCka` that asks one layer alone. Shape: [N, N] -> [N, N] */
export function centreGram(gram: Gram, estimator: CkaEstimator = "debiased"): CentredGram {
  const { count } = gram;
  if (count < 4) return { reason: `there are ${count} images, needs at least 4` };
  const values = estimator === "debiased" ? centredWithoutDiagonal(gram) : centred(gram);
  const squares = dot(values, values);
  if (!Number.isFinite(squares)) return { reason: "a layer's outputs are not finite" };
  if (isRounding(squares, gram)) return { reason: "a layer gives all images the same output" };
  return { values, length: Math.sqrt(squares) };
}

/** The part of `linearCka` that asks two layers. Shape: a [N, N], b [N, N] */
export function alignment(a: CentredGram, b: CentredGram): Similarity {
  if ("reason" in a) return { value: null, reason: a.reason };
  if ("reason" in b) return { value: null, reason: b.reason };
  // Rounding leads beyond 1, where there is nothing.
  return { value: Math.min(1, dot(a.values, b.values) / (a.length * b.length)) };
}

function isRounding(squares: number, { products }: Gram): boolean {
  let size = 0;
  for (let at = 0; at < products.length; at++) size = Math.max(size, Math.abs(products[at]!));
  return Math.sqrt(squares / products.length) <= roundingShare * size;
}

/** Every product less the means of its row and column, plus the mean of all. */
function centred({ count, products }: Gram): Float64Array {
  const means = rowSums({ count, products }, "whole").map((sum) => sum / count);
  const mean = sumOf(means) / count;
  return Float64Array.from({ length: count ** 2 }, (_, at) => {
    const [row, column] = [Math.floor(at / count), at % count];
    return products[at]! - means[row]! - means[column]! + mean;
  });
}

/** The same of all but the diagonal, with as many fewer to divide by as makes the estimate right on average. */
function centredWithoutDiagonal({ count, products }: Gram): Float64Array {
  const sums = rowSums({ count, products }, "without diagonal");
  const shares = sums.map((sum) => sum / (count - 2));
  const share = sumOf(sums) / ((count - 1) * (count - 2));
  return Float64Array.from({ length: count ** 2 }, (_, at) => {
    const [row, column] = [Math.floor(at / count), at % count];
    return row === column ? 0 : products[at]! - shares[row]! - shares[column]! + share;
  });
}

function rowSums({ count, products }: Gram, part: "whole" | "without diagonal"): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = part === "whole" ? products[row * count + row]! : 0;
    for (let column = 0; column < count; column++) {
      if (column !== row) sum += products[row * count + column]!;
    }
    return sum;
  });
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
