import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { symmetricEigenvalues } from "../core/symmetricEigenvalues.ts";
import type { Openblas } from "./openblas.ts";

/** From so many rows on, LAPACK's reduction in two stages is the quicker one. */
const twoStagesFrom = 3000;

/**
 * Eigenvalues of a symmetric matrix, largest first, in double precision: by LAPACK, or without OpenBLAS by our own, slower
 * code. A matrix that is not finite has eigenvalues that are NaN. The matrix is overwritten.
 *
 * Shape: matrix [n, n] -> [n]
 * @source Golub & Van Loan 2013, "Matrix Computations", section 8.3; LAPACK's dsyevd and dsyevd_2stage
 */
export function symmetricSpectrum(
  blas: Openblas | null,
  matrix: Float64Array,
  n: number,
): Float64Array {
  if (blas === null || n === 0) return symmetricEigenvalues(matrix, n);
  if (!Number.isFinite(blas.ddot(matrix.length, matrix, 1, matrix, 1))) {
    return symmetricEigenvalues(matrix, n);
  }
  const solve = n < twoStagesFrom ? blas.dsyevd : blas.dsyevd2stage;
  return decompose(solve, "N", matrix, n);
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, largest first: by LAPACK, or without OpenBLAS by the library ml-matrix,
 * which takes longer. Vectors are written over the matrix, one a row.
 *
 * Shape: matrix [n, n] -> [n]
 */
export function symmetricVectors(
  blas: Openblas | null,
  matrix: Float64Array,
  n: number,
): Float64Array {
  if (blas === null) return vectorsWithoutBlas(matrix, n);
  // The order is turned by looking at the negative: LAPACK's is from the smallest on.
  for (let at = 0; at < matrix.length; at++) matrix[at] = -matrix[at]!;
  const values = decompose(blas.dsyevd, "V", matrix, n);
  return values.map((value) => -value).reverse();
}

function vectorsWithoutBlas(matrix: Float64Array, n: number): Float64Array {
  const rows = Matrix.from1DArray(n, n, matrix);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(rows, {
    assumeSymmetric: true,
  });
  // They come from the smallest on.
  for (let at = 0; at < n; at++) matrix.set(eigenvectorMatrix.getColumn(n - 1 - at), at * n);
  return Float64Array.from(realEigenvalues).reverse();
}

function decompose(
  solve: Openblas["dsyevd"],
  job: "N" | "V",
  matrix: Float64Array,
  n: number,
): Float64Array {
  const size = Int32Array.of(n);
  const values = new Float64Array(n);
  const info = new Int32Array(1);
  const call = (work: Float64Array, whole: Int32Array, [a, b]: [number, number]) =>
    solve(
      job,
      "L",
      size,
      matrix,
      size,
      values,
      work,
      Int32Array.of(a),
      whole,
      Int32Array.of(b),
      info,
      job.length,
      1,
    );
  const [room, wholeRoom] = [new Float64Array(1), new Int32Array(1)];
  call(room, wholeRoom, [-1, -1]);
  const [work, whole] = [new Float64Array(room[0]!), new Int32Array(wholeRoom[0]!)];
  call(work, whole, [work.length, whole.length]);
  if (info[0] !== 0) throw new Error(`internal: LAPACK found no eigenvalues (${info[0]})`);
  return values.reverse();
}
