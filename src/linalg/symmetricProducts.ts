import { cblas, type Openblas } from "./openblas.ts";

/** A matrix row by row. Shape: values [rows, columns] */
export interface PlainMatrix {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** Rows that are mirrored at a time: both sides of the diagonal stay in the cache. */
const tile = 64;

/**
 * Inner products of every two rows, or of every two columns, of a matrix: half of them are computed, and nothing is copied.
 *
 * Shape: [rows, columns] -> [rows, rows] or [columns, columns]
 * @source BLAS's ssyrk
 */
export function symmetricProducts(
  blas: Openblas,
  { values, rows, columns }: PlainMatrix,
  of: "rows" | "columns",
): Float32Array {
  const [size, terms] = of === "rows" ? [rows, columns] : [columns, rows];
  const products = new Float32Array(size * size);
  const { rowMajor, upper, plain, transposed } = cblas;
  const how = of === "rows" ? plain : transposed;
  blas.ssyrk(rowMajor, upper, how, size, terms, 1, values, columns, 0, products, size);
  mirror(products, size);
  return products;
}

/** Copies what is above the diagonal to below it. */
function mirror(matrix: Float32Array, size: number): void {
  for (let top = 0; top < size; top += tile) {
    for (let left = top; left < size; left += tile) {
      for (let row = top; row < Math.min(top + tile, size); row++) {
        for (let column = Math.max(left, row + 1); column < Math.min(left + tile, size); column++) {
          matrix[column * size + row] = matrix[row * size + column]!;
        }
      }
    }
  }
}
