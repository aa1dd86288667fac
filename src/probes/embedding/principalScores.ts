import { makeStream } from "../../core/random.ts";
import { loadOpenblas } from "../../linalg/openblas.ts";
import { symmetricVectors } from "../../linalg/symmetricSpectrum.ts";
import { centreProducts, type ProductMeans, productMeans } from "../dimension/centreProducts.ts";
import { lanczos } from "../loss/lanczos.ts";

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
/** Up to so many rows all directions are found at once; of more, the first one after the other. */
const mostAtOnce = 500;
/** As a share of the largest variance: what the variance of a direction may be off by where not all are found. */
const tolerance = 1e-6;
const lookEvery = 25;

/**
 * Rows seen along their principal directions, at most `most` of them, from the inner products of every two rows: of
 * directions there may be many more than rows. The sign of a direction is such that its largest score is positive.
 * Of more than 500 rows, directions in which they vary exactly alike are found as one.
 *
 * Shape: products [N, N] of rows, wherever their origin -> [N, d]
 * @source Jolliffe 2002, "Principal Component Analysis", section 3.5; Gower 1966, Biometrika 53, 325–338
 */
export function principalScores(
  products: ArrayLike<number>,
  count: number,
  most: number,
): PrincipalScores {
  const centred = { products, count, ...productMeans(products, count) };
  const found = count > mostAtOnce ? leading(centred, most) : all(centred).slice(0, most);
  // Where all rows are the same, what centring leaves is nothing but rounding.
  const least = roundingShare * Math.max(found[0]?.variance ?? 0, sizeOf(centred));
  const kept = found.filter(({ variance }) => variance > least);
  const scores = new Float64Array(count * kept.length);
  kept.forEach(({ variance, vector }, column) => {
    const scale = signOf(vector) * Math.sqrt(variance);
    vector.forEach((value, row) => {
      scores[row * kept.length + column] = scale * value;
    });
  });
  const sum = kept.reduce((total, { variance }) => total + variance, 0);
  return {
    scores,
    dimensions: kept.length,
    kept: kept.length > 0 ? Math.min(1, sum / varianceOf(centred)) : 0,
  };
}

interface Direction {
  readonly variance: number;
  /** Of length 1. Shape: [N] */
  readonly vector: Float32Array | Float64Array;
}

/** Inner products of rows, and what makes them those of rows around their mean. */
interface Centred extends ProductMeans {
  readonly products: ArrayLike<number>;
  readonly count: number;
}

/** The largest variance first. */
function all({ products, count }: Centred): Direction[] {
  const vectors = Float64Array.from(products);
  centreProducts(vectors, count);
  const variances = symmetricVectors(loadOpenblas(), vectors, count);
  return Array.from(variances, (variance, at) => ({
    variance,
    vector: vectors.subarray(at * count, (at + 1) * count),
  }));
}

/** The first few, the largest variance first, without a centred copy of the products. */
function leading(centred: Centred, most: number): Direction[] {
  const start = new Float64Array(centred.count);
  makeStream(0, "probe/embedding/directions").fillNormal(start, 0, 0, 1);
  const mean = start.reduce((sum, own) => sum + own, 0) / start.length;
  return lanczos((vector) => centredProduct(centred, vector), {
    // Without a part along the mean, where there is no variance.
    start: start.map((own) => own - mean),
    wanted: most,
    iterations: centred.count,
    tolerance,
    lookEvery,
  }).map(({ value, vector }) => ({ variance: value, vector: vector() }));
}

/** Of the centred products with a vector. */
function centredProduct(
  { products, count, means, mean }: Centred,
  vector: Float32Array,
): Float64Array {
  let [sum, weighted] = [0, 0];
  for (let at = 0; at < count; at++) {
    sum += vector[at]!;
    weighted += means[at]! * vector[at]!;
  }
  return means.map(
    (own, row) => rowTimes(products, row * count, vector) - own * sum - weighted + mean * sum,
  );
}

/** Four sums side by side: one alone would wait for each addition. */
function rowTimes(products: ArrayLike<number>, from: number, vector: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < vector.length; at += 4) {
    a += products[from + at]! * vector[at]!;
    b += products[from + at + 1]! * vector[at + 1]!;
    c += products[from + at + 2]! * vector[at + 2]!;
    d += products[from + at + 3]! * vector[at + 3]!;
  }
  for (; at < vector.length; at++) a += products[from + at]! * vector[at]!;
  return a + b + c + d;
}

function varianceOf({ products, count, means, mean }: Centred): number {
  return means.reduce((sum, own, row) => sum + products[row * (count + 1)]! - 2 * own + mean, 0);
}

function sizeOf({ products, count }: Centred): number {
  let most = 0;
  for (let row = 0; row < count; row++) most = Math.max(most, products[row * (count + 1)]!);
  return most;
}

function signOf(vector: Float32Array | Float64Array): 1 | -1 {
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value;
  return largest < 0 ? -1 : 1;
}
