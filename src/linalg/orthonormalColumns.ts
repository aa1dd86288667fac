import { type Columns, multiply } from "./multiply.ts";
import type { Openblas } from "./openblas.ts";

/** How columns were put together from a basis and from the new orthonormal ones. */
export interface Parts {
  /** Of the basis. Shape: [basis, block] */
  readonly inside: Float64Array;
  /** Of the new columns: an upper triangle. Shape: [block, block] */
  readonly factor: Float64Array;
}

/** With that little left of a direction of length 1, another round takes out what rounding put back. */
const muchLost = 0.1;
const mostRounds = 4;

/**
 * Makes columns orthonormal, and orthogonal to an orthonormal basis, in place: found = basis·inside + new·factor. Columns that
 * lie in the basis become directions that rounding draws. Undefined where that does not come to an end.
 *
 * Shape: basis [n, width], found [n, block], column by column
 * @source Golub & Van Loan 2013, "Matrix Computations", section 5.2.8: Gram-Schmidt, block by block and twice
 */
export function orthonormalColumns(
  blas: Openblas,
  basis: Columns,
  found: Columns,
): Parts | undefined {
  const block = found.columns;
  const inside = columnsOf(basis.columns, block);
  let factor: Columns | undefined;
  for (let round = 0; round < mostRounds; round++) {
    const part = columnsOf(basis.columns, block);
    multiply(blas, [basis, found, part], { transposeA: true });
    multiply(blas, [basis, part, found], { scale: -1, isAdded: true });
    multiply(blas, [part, factor ?? unit(block), inside], { isAdded: true });
    const own = orthogonalFactor(blas, found);
    const next = columnsOf(block, block);
    multiply(blas, [own, factor ?? unit(block), next]);
    factor = next;
    if (round > 0 && leastDiagonal(own) > muchLost) {
      return { inside: inside.values, factor: factor.values };
    }
  }
  return undefined;
}

/** Makes columns orthonormal, in place, and gives the triangle that leads back. */
function orthogonalFactor(blas: Openblas, { values, rows, columns }: Columns): Columns {
  const tau = new Float64Array(columns);
  const info = new Int32Array(1);
  const work = new Float64Array(64 * columns);
  const [n, across, room] = [
    Int32Array.of(rows),
    Int32Array.of(columns),
    Int32Array.of(work.length),
  ];
  blas.dgeqrf(n, across, values, n, tau, work, room, info);
  const factor = columnsOf(columns, columns);
  for (let column = 0; column < columns; column++) {
    const start = column * rows;
    factor.values.set(values.subarray(start, start + column + 1), column * columns);
  }
  blas.dorgqr(n, across, across, values, n, tau, work, room, info);
  return factor;
}

function columnsOf(rows: number, columns: number): Columns {
  return { values: new Float64Array(rows * columns), rows, columns };
}

function unit(size: number): Columns {
  const made = columnsOf(size, size);
  for (let at = 0; at < size; at++) made.values[at * (size + 1)] = 1;
  return made;
}

function leastDiagonal({ values, rows }: Columns): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < rows; at++) least = Math.min(least, Math.abs(values[at * (rows + 1)]!));
  return least;
}
