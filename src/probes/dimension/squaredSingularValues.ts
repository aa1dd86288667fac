import { symmetricEigenvalues } from "../../core/symmetricEigenvalues.ts";
import { matmul } from "../../ops/matmul.ts";
import type { ProbeView } from "../../probing/view.ts";

/** A matrix row by row. Shape: values [rows, columns] */
export interface PlainMatrix {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** How a probe computes products of matrices. */
export type Compute = ProbeView<object>["compute"];

/**
 * Squares of the singular values, largest first. They are the eigenvalues of the smaller of the two products of the matrix
 * with itself; the product is taken in single precision, so that values below a millionth of the largest are rounding.
 *
 * Shape: [rows, columns] -> [min(rows, columns)]
 * Units: those of the matrix, squared
 * @source Golub & Van Loan 2013, "Matrix Computations", section 2.4
 */
export function squaredSingularValues(compute: Compute, matrix: PlainMatrix): Float64Array {
  const { products, size } = smallerProduct(compute, matrix);
  return spectrumOf(products, size);
}

/** Eigenvalues of a product of a matrix with itself, largest first: none is below 0 but by rounding. */
export function spectrumOf(products: ArrayLike<number>, size: number): Float64Array {
  return symmetricEigenvalues(products, size).map((value) => (value < 0 ? 0 : value));
}

function smallerProduct(compute: Compute, { values, rows, columns }: PlainMatrix) {
  const byRows = rows <= columns;
  const { products } = compute(
    { matrix: { dtype: "f32", shape: [rows, columns], data: values } },
    ({ matrix }) => ({
      products: matmul(matrix!, matrix!, byRows ? { transposeB: true } : { transposeA: true }),
    }),
  );
  return { products: products!, size: Math.min(rows, columns) };
}
