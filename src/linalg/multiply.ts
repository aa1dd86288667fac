import { cblas, type Openblas } from "./openblas.ts";

/** Columns of numbers, one after the other. Shape: values [columns, rows] */
export interface Columns {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** Numbers from one column to the next, where that is not `rows`. */
  readonly step?: number;
}

/** How two matrices are multiplied. */
export interface MultiplyOptions {
  readonly transposeA?: boolean;
  /** What the product is multiplied by. */
  readonly scale?: number;
  /** The product is added to what is there. */
  readonly isAdded?: boolean;
}

/**
 * Writes a·b, or aᵀ·b, to `out`.
 *
 * Shape: a [m, k], b [k, n] -> [m, n], as they are written; all lie column by column
 * @source BLAS's dgemm
 */
export function multiply(
  blas: Openblas,
  [a, b, out]: readonly [a: Columns, b: Columns, out: Columns],
  { transposeA = false, scale = 1, isAdded = false }: MultiplyOptions = {},
): void {
  const { columnMajor, plain, transposed } = cblas;
  const depth = transposeA ? a.rows : a.columns;
  // A library's matrix has at least one row.
  if (out.values.length === 0 || depth === 0) return;
  blas.dgemm(
    columnMajor,
    transposeA ? transposed : plain,
    plain,
    out.rows,
    out.columns,
    depth,
    scale,
    a.values,
    a.step ?? a.rows,
    b.values,
    b.step ?? b.rows,
    isAdded ? 1 : 0,
    out.values,
    out.step ?? out.rows,
  );
}
