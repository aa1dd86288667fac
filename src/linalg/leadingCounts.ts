import { type BlockKrylov, makeBlockKrylov, type RitzPairs } from "./blockKrylov.ts";
import { expectedCount } from "./expectedCount.ts";
import { cblas, type Openblas } from "./openblas.ts";
import { symmetricSpectrum } from "./symmetricSpectrum.ts";

/** A matrix of which counts are wanted. */
export interface CountProblem {
  /** Written over. Shape: [n, n] */
  readonly matrix: Float64Array;
  readonly n: number;
  /** Writes the matrix anew. */
  readonly fill: (target: Float64Array) => void;
  /** Sum of all eigenvalues, and of their squares. */
  readonly total: number;
  readonly squares: number;
  /** Sums that the largest eigenvalues are to reach, smallest first. */
  readonly sums: readonly number[];
}

/** Sizes of the search. */
export interface SearchSizes {
  readonly block: number;
  /** Vectors at most; more of them take longer than all eigenvalues. */
  readonly most: number;
}

/** The part of the last counted eigenvalue that is spent on what couples found and unfound directions. */
const couplingShare = 1 / 6;
/** Found directions go on until the values are so much below the last counted one. */
const gapShare = 0.78;
/** Vectors are looked at first when there are so many blocks of them, then when they have grown by so much or as many as needed. */
const firstBlocks = 4;
const growth = 1.15;
/** Vectors for each value that they are to find. */
const widthShare = 1.9;
/** By how much values that are not kept have to be below the limit, since those not found may be a little larger. */
const safety = 1.02;
/** A Cholesky factor takes as long as so many times fewer vectors than there are rows. */
const factorCost = 12;
/** The part of the vectors whose values will hardly grow any more. */
const sureShare = 0.3;
/** Rounding of sums, as a share of the total, and of sums of squares. */
const sumRounding = 1e-11;
const squareRounding = 1e-12;
const bisections = 60;

/**
 * How many of the largest eigenvalues of a positive semidefinite matrix C it takes for each sum, found from a few of its
 * eigenvectors and proved; undefined where that is not possible, or not with so few vectors.
 *
 * Ritz values θ of orthonormal vectors U are lower bounds (Ky Fan): where the k largest reach a sum, k is enough. That k - 1
 * are not: let R be the residuals, D what C is on the vectors orthogonal to U. For any δ > 0, C is at most the direct sum of
 * diag(θ) + RᵀR/δ, with eigenvalues μ, and D + δ. With no eigenvalue of D above τ, the k - 1 largest of C add up to at most
 * Σ max(μᵢ, τ + δ). For τ we take the root of the sum of D's squared eigenvalues, which is that of C less what is known, or
 * else a number for which τ - C + ω·U·Uᵀ has a Cholesky factor: it has none unless D is below τ.
 *
 * @source own derivation from Horn & Johnson 2013, "Matrix Analysis", corollaries 4.3.39 (Ky Fan) and 4.3.12 (monotony)
 */
export function leadingCounts(
  blas: Openblas,
  problem: CountProblem,
  sizes: SearchSizes,
): number[] | undefined {
  const { matrix, n } = problem;
  const most = sizes.most - (sizes.most % sizes.block);
  const krylov = makeBlockKrylov(blas, { values: matrix, n }, sizes);
  let wanted = firstBlocks * sizes.block;
  for (;;) {
    const isEnd = !growTo(krylov, Math.min(wanted, most)) || krylov.width() >= most;
    const values = krylov.values();
    const counts = countsIn(values, problem);
    if (counts && isProved(blas, { problem, krylov, counts })) return counts;
    const needed = widthFor(values, problem);
    if (isEnd || needed > most) return undefined;
    wanted = Math.max(growth * krylov.width(), needed);
  }
}

/** Whether there may be more. */
function growTo(krylov: BlockKrylov, width: number): boolean {
  while (krylov.width() < width) if (!krylov.extend()) return false;
  return true;
}

/** How many values reach each sum, if those that are known do. */
function countsIn(
  values: Float64Array,
  { sums, total }: Pick<CountProblem, "sums" | "total">,
): number[] | undefined {
  const counts: number[] = [];
  let sum = 0;
  for (let at = 0; at < values.length && counts.length < sums.length; at++) {
    sum += values[at]!;
    while (counts.length < sums.length && sum >= sums[counts.length]! + sumRounding * total) {
      counts.push(at + 1);
    }
  }
  return counts.length === sums.length ? counts : undefined;
}

/** About how many vectors it takes to find as many values as the largest sum needs. */
function widthFor(values: Float64Array, { n, total, sums }: CountProblem): number {
  const first = values.subarray(0, Math.ceil(sureShare * values.length));
  return widthShare * expectedCount({ first, length: n, total }, sums.at(-1)!);
}

interface Claim {
  readonly problem: CountProblem;
  readonly krylov: BlockKrylov;
  readonly counts: readonly number[];
}

function isProved(blas: Openblas, { problem, krylov, counts }: Claim): boolean {
  const pairs = krylov.pairs();
  const last = pairs.values[counts.at(-1)! - 1]!;
  const coupling = couplingShare * last;
  const limitFor = (kept: number) =>
    levelBelow(coupledValues(blas, pairs.first(kept), coupling), { problem, counts }) - coupling;
  const settled = pairs.residualNorms.findIndex((norm) => norm > coupling);
  const known = settled < 0 ? pairs.values.length : settled;
  const rest = restNorm(problem, pairs.first(known));
  if (known >= counts.at(-1)! && rest < last && rest <= limitFor(known)) return true;
  if (krylov.width() < problem.n / factorCost) return false;
  const kept = pairs.values.findIndex(
    (value, at) => value + pairs.residualNorms[at]! <= gapShare * last,
  );
  if (kept < counts.at(-1)!) return false;
  const limit = limitFor(kept);
  if (limit <= safety * (pairs.values[kept]! + pairs.residualNorms[kept]!)) return false;
  return isBelow(blas, {
    problem,
    found: pairs.first(kept),
    vectors: pairs.vectors(kept),
    limit,
  });
}

/** Eigenvalues of diag(θ) + RᵀR/δ, largest first. */
function coupledValues(
  blas: Openblas,
  { values, residuals }: RitzPairs,
  coupling: number,
): Float64Array {
  const size = values.length;
  const block = residuals.length / size;
  const { columnMajor, lower, transposed } = cblas;
  const matrix = new Float64Array(size * size);
  for (let at = 0; at < size; at++) matrix[at * size + at] = values[at]!;
  blas.dsyrk(
    columnMajor,
    lower,
    transposed,
    size,
    block,
    1 / coupling,
    residuals,
    block,
    1,
    matrix,
    size,
  );
  return symmetricSpectrum(blas, matrix, size);
}

/** The highest that eigenvalues may be which are not found, so that no count can be smaller by one; below 0 where there is none. */
function levelBelow(
  upper: Float64Array,
  { problem: { sums, total }, counts }: Pick<Claim, "problem" | "counts">,
): number {
  const holds = (level: number) =>
    counts.every((count, at) => {
      let sum = 0;
      for (let place = 0; place < count - 1; place++) sum += Math.max(upper[place]!, level);
      return sum <= sums[at]! - sumRounding * total;
    });
  let [low, high] = [-upper[0]!, upper[0]!];
  for (let step = 0; step < bisections; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The root of the sum of squares of all eigenvalues that the found vectors leave. */
function restNorm({ squares }: CountProblem, { values, residuals }: RitzPairs): number {
  const known = sumOfSquares(values) + 2 * sumOfSquares(residuals);
  return Math.sqrt(Math.max(0, squares - known) + squareRounding * squares);
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

interface Limit {
  readonly problem: CountProblem;
  readonly found: RitzPairs;
  readonly vectors: Float64Array;
  readonly limit: number;
}

/** Whether all eigenvalues that the found vectors leave are below a limit; the problem's matrix is overwritten. */
function isBelow(blas: Openblas, { problem, found, vectors, limit }: Limit): boolean {
  const { matrix, n, fill } = problem;
  const kept = found.values.length;
  const lift = 2 * found.values[0]!;
  // What Cholesky's algorithm may be off by: Higham 2002, theorem 10.3, whose bound is at most n·ε·trace.
  const rounding = 4 * n * Number.EPSILON * (n * limit + lift * kept);
  if (rounding >= limit) return false;
  fill(matrix);
  const { columnMajor, lower, plain } = cblas;
  blas.dsyrk(columnMajor, lower, plain, n, kept, lift, vectors, n, -1, matrix, n);
  for (let at = 0; at < n; at++) matrix[at * n + at] = matrix[at * n + at]! + limit - rounding;
  const [size, info] = [Int32Array.of(n), new Int32Array(1)];
  blas.dpotrf("L", size, matrix, size, info, 1);
  if (info[0] !== 0) fill(matrix);
  return info[0] === 0;
}
