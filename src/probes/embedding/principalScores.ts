import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** Rows in the directions in which they vary most. */
export interface PrincipalScores {
  /** Shape: [N, d], d ≤ `most`; the directions in order of variance, the first largest */
  readonly scores: Float64Array;
  /** d; 0 where all rows are the same. */
  readonly dimensions: number;
  /** Which share of the variance of the rows they keep; a fraction. */
  readonly kept: number;
}

/** Below this share of the largest variance, what a direction has is rounding of the products. */
const roundingShare = 1e-6;

/**
 * Rows seen along their principal directions, at most `most` of them, from the inner products of every two rows: of
 * directions there may be many more than rows. The sign of a direction is such that its largest score is positive.
 *
 * Shape: products [N, N] of rows, wherever their origin -> [N, d]
 * @source Jolliffe 2002, "Principal Component Analysis", section 3.5; Gower 1966, Biometrika 53, 325–338
 */
export function principalScores(
  products: ArrayLike<number>,
  count: number,
  most: number,
): PrincipalScores {
  const centred = centredProducts(products, count);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(centred, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues
    .map((_, at) => at)
    .sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const largest = realEigenvalues[order[0]!]!;
  // Where all rows are the same, what centring leaves is nothing but rounding.
  const least = roundingShare * Math.max(largest, sizeOf(products, count));
  const kept = order.slice(0, most).filter((at) => realEigenvalues[at]! > least);
  const scores = new Float64Array(count * kept.length);
  kept.forEach((direction, column) => {
    const vector = eigenvectorMatrix.getColumn(direction);
    const scale = signOf(vector) * Math.sqrt(realEigenvalues[direction]!);
    vector.forEach((value, row) => {
      scores[row * kept.length + column] = scale * value;
    });
  });
  const sum = (places: readonly number[]) =>
    places.reduce((total, at) => total + Math.max(0, realEigenvalues[at]!), 0);
  return { scores, dimensions: kept.length, kept: kept.length > 0 ? sum(kept) / sum(order) : 0 };
}

function centredProducts(products: ArrayLike<number>, count: number): Matrix {
  const means = Float64Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < count; column++) sum += products[row * count + column]!;
    return sum / count;
  });
  const mean = means.reduce((sum, own) => sum + own, 0) / count;
  const centred = Matrix.zeros(count, count);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const product = products[row * count + column]!;
      centred.set(row, column, product - means[row]! - means[column]! + mean);
    }
  }
  return centred;
}

function sizeOf(products: ArrayLike<number>, count: number): number {
  let most = 0;
  for (let row = 0; row < count; row++) most = Math.max(most, products[row * count + row]!);
  return most;
}

function signOf(vector: readonly number[]): 1 | -1 {
  const largest = vector.reduce(
    (most, value) => (Math.abs(value) > Math.abs(most) ? value : most),
    0,
  );
  return largest < 0 ? -1 : 1;
}
