/** The lower factor L of a matrix L·Lᵀ. Shape: [n, n], row by row; above the diagonal 0 */
export interface CholeskyFactor {
  readonly n: number;
  readonly lower: Float64Array;
}

/**
 * The Cholesky factor of a symmetric positive matrix; only what is on and below the diagonal is read.
 *
 * Shape: matrix [n, n], row by row
 * @throws {RangeError} when the matrix is not positive
 * @source Golub & Van Loan 2013, "Matrix Computations", section 4.2
 */
export function choleskyFactor(matrix: ArrayLike<number>, n: number): CholeskyFactor {
  const lower = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * n + column]!;
      for (let at = 0; at < column; at++) rest -= lower[row * n + at]! * lower[column * n + at]!;
      if (row !== column) {
        lower[row * n + column] = rest / lower[column * n + column]!;
        continue;
      }
      if (!(rest > 0)) {
        throw new RangeError(
          `Cannot factor a matrix: at row ${row} there is ${rest} left, needs a number above 0`,
        );
      }
      lower[row * n + row] = Math.sqrt(rest);
    }
  }
  return { n, lower };
}

/**
 * Solves L·Lᵀ·x = b for several columns, in place.
 *
 * Shape: columns [n, columnCount], row by row
 */
export function solveCholesky(
  { n, lower }: CholeskyFactor,
  columns: Float64Array,
  columnCount: number,
): void {
  for (let row = 0; row < n; row++) {
    for (let at = 0; at < row; at++) subtract(row, at, lower[row * n + at]!);
    divide(row, lower[row * n + row]!);
  }
  for (let row = n - 1; row >= 0; row--) {
    divide(row, lower[row * n + row]!);
    for (let at = 0; at < row; at++) subtract(at, row, lower[row * n + at]!);
  }

  function subtract(from: number, what: number, factor: number): void {
    const [left, right] = [from * columnCount, what * columnCount];
    for (let column = 0; column < columnCount; column++) {
      columns[left + column] = columns[left + column]! - factor * columns[right + column]!;
    }
  }
  function divide(row: number, by: number): void {
    for (let column = 0; column < columnCount; column++) {
      columns[row * columnCount + column] = columns[row * columnCount + column]! / by;
    }
  }
}
