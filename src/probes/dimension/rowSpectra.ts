import { countEigenvalues, type SymmetricSource } from "../../linalg/countEigenvalues.ts";
import { loadOpenblas, type Openblas } from "../../linalg/openblas.ts";
import { centreProducts } from "./centreProducts.ts";
import {
  type Compute,
  type LinearAlgebra,
  type ProductSide,
  productsOf,
  smallerSide,
  spectrumOf,
} from "./squaredSingularValues.ts";

/** Centred points. Shape: values [N, D] */
export interface Points {
  readonly values: Float32Array;
  readonly count: number;
  readonly size: number;
}

/** How many principal components hold shares of the variance of some points. */
export interface ComponentCounts {
  /** In the order of the shares asked for; 0 where nothing varies. */
  readonly components: readonly number[];
  /** Over how many directions the variance is spread, (Σλ)² / Σλ²; null where nothing varies. */
  readonly participationRatio: number | null;
  /** Variance of all components together. Units: those of the points, squared, times their number */
  readonly total: number;
}

/** Variances of some points along their principal components, up to one common factor, and how many of those hold a share. */
export interface Spectra {
  /** All variances, largest first; of many points this takes far longer than counting. */
  all(): Float64Array;
  /**
   * How many components hold each share: exactly as many as all variances would tell, without computing most of them. Products
   * are taken in single precision, which rounds numbers by up to 2⁻²⁴ of themselves: a share so near to the limit between two
   * counts that this decides may fall to either side.
   */
  counts(shares: readonly number[]): ComponentCounts;
  /** The same of some of the points alone, centred anew. */
  countsAmong(kept: Uint32Array, shares: readonly number[]): ComponentCounts;
  /** The same of the means of groups of points, such as classes, each mean one point. */
  countsBetween(groups: readonly Uint32Array[], shares: readonly number[]): ComponentCounts;
}

/**
 * Where there are more dimensions than points, the inner products of all points are taken once: those of some of them, centred
 * anew, are a part of them.
 *
 * Shape: [N, D] -> [min(N, D)]
 * Units: those of the points, squared, times N
 * @source own derivation: X Xᵀ and Xᵀ X have the same eigenvalues but for zeros
 */
export function makeSpectra(
  compute: Compute,
  points: Points,
  { blas = loadOpenblas() }: LinearAlgebra = {},
): Spectra {
  const { count, size } = points;
  let whole: Products | undefined;

  function productsOfSmallerSide(own: Points): Products {
    const side = smallerSide(own.count, own.size);
    const products = ofPoints(compute, own, { side, blas });
    return { products, size: Math.min(own.count, own.size) };
  }
  function wholeProducts(): Products {
    whole ??= productsOfSmallerSide(points);
    return whole;
  }
  function sourceAmong(kept: Uint32Array): SymmetricSource {
    if (size < count) return sourceOf(productsOfSmallerSide(pickRows(points, kept)));
    const { products } = wholeProducts();
    return {
      size: kept.length,
      fill: (target) => centredAmong(target, { products, count, kept }),
    };
  }
  function counts(source: SymmetricSource, shares: readonly number[]): ComponentCounts {
    const { counts: components, ...rest } = countEigenvalues(blas, source, { shares });
    return { components, ...rest };
  }

  return {
    all() {
      const { products, size: n } = wholeProducts();
      return spectrumOf(new Float64Array(products), n, { blas });
    },
    counts: (shares) => counts(sourceOf(wholeProducts()), shares),
    countsAmong: (kept, shares) => counts(sourceAmong(kept), shares),
    countsBetween: (groups, shares) =>
      counts(sourceOf(productsOfSmallerSide(meansOf(points, groups))), shares),
  };
}

/** Of a matrix with itself. Shape: products [size, size] */
interface Products {
  readonly products: Float32Array;
  readonly size: number;
}

function sourceOf({ products, size }: Products): SymmetricSource {
  return { size, fill: (target) => target.set(products) };
}

/** Inner products of every two points. Shape: [N, D] -> [N, N] */
export function innerProducts(
  compute: Compute,
  points: Points,
  { blas = loadOpenblas() }: LinearAlgebra = {},
): Float32Array {
  return ofPoints(compute, points, { side: "rows", blas });
}

function ofPoints(
  compute: Compute,
  { values, count, size }: Points,
  { side, blas }: { readonly side: ProductSide; readonly blas: Openblas | null },
): Float32Array {
  return productsOf(compute, { values, rows: count, columns: size }, { side, blas });
}

/** Some rows, centred anew. */
function pickRows({ values, size }: Points, kept: Uint32Array): Points {
  const picked = new Float32Array(kept.length * size);
  kept.forEach((row, place) => {
    picked.set(values.subarray(row * size, (row + 1) * size), place * size);
  });
  return centred({ values: picked, count: kept.length, size });
}

/** The mean of each group, centred. */
function meansOf({ values, size }: Points, groups: readonly Uint32Array[]): Points {
  const means = new Float32Array(groups.length * size);
  groups.forEach((members, group) => {
    const sums = new Float64Array(size);
    for (const member of members) {
      for (let column = 0; column < size; column++) {
        sums[column] = sums[column]! + values[member * size + column]!;
      }
    }
    means.set(
      sums.map((sum) => sum / members.length),
      group * size,
    );
  });
  return centred({ values: means, count: groups.length, size });
}

/** The same points without their mean, in place. */
function centred(points: Points): Points {
  const { values, count, size } = points;
  const means = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    for (let column = 0, at = row * size; column < size; column++, at++) {
      means[column] = means[column]! + values[at]! / count;
    }
  }
  for (let row = 0; row < count; row++) {
    for (let column = 0, at = row * size; column < size; column++, at++) {
      values[at] = values[at]! - means[column]!;
    }
  }
  return points;
}

interface Part {
  /** Of all points. Shape: [count, count] */
  readonly products: Float32Array;
  readonly count: number;
  readonly kept: Uint32Array;
}

/** Inner products of some of the points, seen from their own mean. Shape: target [kept, kept] */
function centredAmong(target: Float64Array, { products, count, kept }: Part): void {
  const n = kept.length;
  for (let row = 0; row < n; row++) {
    const from = kept[row]! * count;
    for (let column = 0, at = row * n; column < n; column++, at++) {
      target[at] = products[from + kept[column]!]!;
    }
  }
  centreProducts(target, n);
}
