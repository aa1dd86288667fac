import { leadingCounts, type SearchSizes } from "./leadingCounts.ts";
import type { Openblas } from "./openblas.ts";
import { symmetricSpectrum } from "./symmetricSpectrum.ts";

/** A symmetric matrix without negative eigenvalues that can be written out as often as it is needed. */
export interface SymmetricSource {
  readonly size: number;
  /** Shape: target [size, size], all of it */
  readonly fill: (target: Float64Array) => void;
}

/** How many of the largest eigenvalues make up shares of the sum of all. */
export interface EigenvalueCounts {
  /** In the order of the shares; 0 where all eigenvalues are 0. */
  readonly counts: readonly number[];
  /** Sum of all eigenvalues: the trace. */
  readonly total: number;
  /** (Σλ)² / Σλ²; null where all are 0. */
  readonly participationRatio: number | null;
}

/** Smaller matrices are decomposed as a whole: it takes no longer. */
const smallestSearched = 2500;
/** A sum that is short of the share by rounding has reached it. */
const shareRounding = 1e-12;

/**
 * The smallest numbers of largest eigenvalues that make up shares of all. Of large matrices only those few are computed that
 * are needed to tell and to prove it; where that is not possible, all of them.
 *
 * Shape: [n, n] -> [number of shares]
 * @source Jolliffe 2002, "Principal Component Analysis", section 6.1.1; the search: leadingCounts.ts
 */
export function countEigenvalues(
  blas: Openblas | null,
  { size: n, fill }: SymmetricSource,
  {
    shares,
    search = n < smallestSearched ? null : searchOf(n),
  }: { readonly shares: readonly number[]; readonly search?: SearchSizes | null },
): EigenvalueCounts {
  const matrix = new Float64Array(n * n);
  fill(matrix);
  const { total, squares } = sumsOf(matrix, n);
  if (!(total > 0)) return { counts: shares.map(() => 0), total: 0, participationRatio: null };
  const order = shares.map((_, at) => at).sort((a, b) => shares[a]! - shares[b]!);
  const sums = order.map((at) => total * (shares[at]! - shareRounding));
  const few =
    blas && search && leadingCounts(blas, { matrix, n, fill, total, squares, sums }, search);
  if (!few) fill(matrix);
  const sorted = few || countsOf(symmetricSpectrum(blas, matrix, n), sums);
  const counts = shares.map((_, at) => sorted[order.indexOf(at)]!);
  return { counts, total, participationRatio: total ** 2 / squares };
}

function searchOf(n: number): SearchSizes {
  return { block: 64, most: Math.ceil(n / 4) };
}

/** Squares are added up row by row first: in one sum of a hundred million, rounding would be a hundred times larger. */
function sumsOf(matrix: Float64Array, n: number) {
  let [total, squares] = [0, 0];
  for (let row = 0; row < n; row++) {
    total += matrix[row * n + row]!;
    let own = 0;
    for (let at = row * n; at < (row + 1) * n; at++) own += matrix[at]! * matrix[at]!;
    squares += own;
  }
  return { total, squares };
}

function countsOf(values: Float64Array, sums: readonly number[]): number[] {
  const counts: number[] = [];
  let sum = 0;
  for (let at = 0; at < values.length && counts.length < sums.length; at++) {
    sum += values[at]!;
    while (counts.length < sums.length && sum >= sums[counts.length]!) counts.push(at + 1);
  }
  while (counts.length < sums.length) counts.push(values.length);
  return counts;
}
