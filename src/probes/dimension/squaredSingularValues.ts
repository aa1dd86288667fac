import { loadOpenblas, type Openblas } from "../../linalg/openblas.ts";
import { type PlainMatrix, symmetricProducts } from "../../linalg/symmetricProducts.ts";
import { symmetricSpectrum } from "../../linalg/symmetricSpectrum.ts";
import { matmul } from "../../ops/matmul.ts";
import type { ProbeView } from "../../probing/view.ts";

/** How a probe computes products of matrices. */
export type Compute = ProbeView<object>["compute"];

/** OpenBLAS, or null to do without; what is installed where nothing is said. */
export interface LinearAlgebra {
  readonly blas?: Openblas | null;
}

/**
 * Squares of the singular values, largest first. They are the eigenvalues of the smaller of the two products of the matrix
 * with itself; the product is taken in single precision, so that values below a millionth of the largest are rounding.
 *
 * Shape: [rows, columns] -> [min(rows, columns)]
 * Units: those of the matrix, squared
 * @source Golub & Van Loan 2013, "Matrix Computations", section 2.4
 */
export function squaredSingularValues(
  compute: Compute,
  matrix: PlainMatrix,
  { blas = loadOpenblas() }: LinearAlgebra = {},
): Float64Array {
  const side = smallerSide(matrix.rows, matrix.columns);
  const products = productsOf(compute, matrix, { side, blas });
  return spectrumOf(Float64Array.from(products), Math.min(matrix.rows, matrix.columns), { blas });
}

/** Eigenvalues of a product of a matrix with itself, largest first: none is below 0 but by rounding. It is overwritten. */
export function spectrumOf(
  products: Float64Array,
  size: number,
  { blas = loadOpenblas() }: LinearAlgebra = {},
): Float64Array {
  return symmetricSpectrum(blas, products, size).map((value) => (value < 0 ? 0 : value));
}

/** Of which side of a matrix every two are multiplied. */
export type ProductSide = "rows" | "columns";

/** The side that there is less of. */
export function smallerSide(rows: number, columns: number): ProductSide {
  return rows <= columns ? "rows" : "columns";
}

/** Inner products of every two rows, or columns, of a matrix. Shape: [rows, columns] -> [n, n], n = rows or columns */
export function productsOf(
  compute: Compute,
  matrix: PlainMatrix,
  { side, blas = loadOpenblas() }: { readonly side: ProductSide } & LinearAlgebra,
): Float32Array {
  if (blas !== null) return symmetricProducts(blas, matrix, side);
  const { values, rows, columns } = matrix;
  const { products } = compute(
    { matrix: { dtype: "f32", shape: [rows, columns], data: values } },
    ({ matrix }) => ({
      products: matmul(
        matrix!,
        matrix!,
        side === "rows" ? { transposeB: true } : { transposeA: true },
      ),
    }),
  );
  return Float32Array.from(products!);
}
