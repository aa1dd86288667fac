import type { NumberArray } from "../../core/dtype.ts";
import { matmul } from "../../ops/matmul.ts";
import { type Compute, spectrumOf, squaredSingularValues } from "./squaredSingularValues.ts";

/** Centred points. Shape: values [N, D] */
export interface Points {
  readonly values: Float32Array;
  readonly count: number;
  readonly size: number;
}

/** Variances of some points along their principal components, largest first, up to one common factor. */
export interface Spectra {
  all(): Float64Array;
  /** Of some of the points alone, centred anew. */
  among(kept: Uint32Array): Float64Array;
}

/**
 * Where there are more dimensions than points, the inner products of all points are taken once: those of some of them, centred
 * anew, are a part of them.
 *
 * Shape: [N, D] -> [min(N, D)]
 * Units: those of the points, squared, times N
 * @source own derivation: X Xᵀ and Xᵀ X have the same eigenvalues but for zeros
 */
export function makeSpectra(compute: Compute, points: Points): Spectra {
  const { values, count, size } = points;
  if (size < count) {
    const ofRows = (own: Float32Array, rows: number) =>
      squaredSingularValues(compute, { values: own, rows, columns: size });
    return {
      all: () => ofRows(values, count),
      among: (kept) => ofRows(pickRows(points, kept), kept.length),
    };
  }
  const gram = innerProducts(compute, points);
  return {
    all: () => spectrumOf(gram, count),
    among: (kept) => spectrumOf(centredAmong(gram, count, kept), kept.length),
  };
}

/** Inner products of every two points. Shape: [N, D] -> [N, N] */
export function innerProducts(compute: Compute, { values, count, size }: Points): NumberArray {
  const { products } = compute(
    { points: { dtype: "f32", shape: [count, size], data: values } },
    ({ points }) => ({ products: matmul(points!, points!, { transposeB: true }) }),
  );
  return products!;
}

/** Some rows, centred anew. */
function pickRows({ values, size }: Points, kept: Uint32Array): Float32Array {
  const means = new Float64Array(size);
  for (const row of kept) {
    for (let column = 0; column < size; column++) {
      means[column] = means[column]! + values[row * size + column]! / kept.length;
    }
  }
  const picked = new Float32Array(kept.length * size);
  kept.forEach((row, place) => {
    for (let column = 0; column < size; column++) {
      picked[place * size + column] = values[row * size + column]! - means[column]!;
    }
  });
  return picked;
}

/** Inner products of some of the points, seen from their own mean. */
function centredAmong(gram: ArrayLike<number>, count: number, kept: Uint32Array): Float64Array {
  const n = kept.length;
  const part = new Float64Array(n * n);
  const means = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let column = 0; column < n; column++) {
      const product = gram[kept[row]! * count + kept[column]!]!;
      part[row * n + column] = product;
      sum += product;
    }
    means[row] = sum / n;
  }
  const mean = means.reduce((sum, own) => sum + own, 0) / n;
  for (let at = 0; at < part.length; at++) {
    part[at] = part[at]! - means[Math.floor(at / n)]! - means[at % n]! + mean;
  }
  return part;
}
