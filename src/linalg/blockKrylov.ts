import { makeStream } from "../core/random.ts";
import { type Columns, multiply } from "./multiply.ts";
import type { Openblas } from "./openblas.ts";
import { orthonormalColumns } from "./orthonormalColumns.ts";
import { symmetricSpectrum, symmetricVectors } from "./symmetricSpectrum.ts";

/** A symmetric matrix. Shape: values [n, n] */
export interface SymmetricMatrix {
  readonly values: Float64Array;
  readonly n: number;
}

/**
 * Approximate eigenvalues θ of a matrix C with orthonormal vectors U: C·U = U·diag(θ) + residuals, which are orthogonal to U.
 */
export interface RitzPairs {
  /** Largest first: lower bounds of as many largest eigenvalues. Shape: [l] */
  readonly values: Float64Array;
  /** Inner products of the residuals are those of these rows. Shape: [l, block] */
  readonly residuals: Float64Array;
}

/** All pairs of a room, of which some are kept. */
export interface AllPairs {
  readonly values: Float64Array;
  /** Lengths of the residuals. Shape: [width] */
  readonly residualNorms: Float64Array;
  first(count: number): RitzPairs;
  /** The first vectors, one after the other. Shape: [count, n] */
  vectors(count: number): Float64Array;
}

/** A growing room of vectors that hold ever more of a matrix's largest eigenvectors. */
export interface BlockKrylov {
  width(): number;
  /** One block more; false where there is no more room, or no further direction was found. */
  extend(): boolean;
  /** The matrix's eigenvalues as the room sees them, largest first: none is above the matrix's own. Shape: [width] */
  values(): Float64Array;
  /** The same with their vectors. */
  pairs(): AllPairs;
}

/** A step of the walk: the matrix on a block of vectors, and how the next block follows. Shape: [block, block] each */
interface Step {
  readonly own: Float64Array;
  readonly next: Float64Array;
}

/**
 * Block Lanczos with full reorthogonalisation: basis vectors are orthonormal to the last digits, so that the matrix in that
 * basis is a band of blocks, and what leads out of it is known without another product. The start is drawn from a fixed seed.
 *
 * @source Golub & Van Loan 2013, "Matrix Computations", section 10.3.6
 */
export function makeBlockKrylov(
  blas: Openblas,
  { values, n }: SymmetricMatrix,
  { block, most }: { readonly block: number; readonly most: number },
): BlockKrylov {
  const matrix = { values, rows: n, columns: n };
  const basis = new Float64Array(n * most);
  const found = { values: new Float64Array(n * block), rows: n, columns: block };
  const steps: Step[] = [];
  const basisOf = (columns: number) => ({ values: basis, rows: n, columns });
  const width = () => steps.length * block;
  makeStream(0, "linalg/blockKrylov").fillNormal(found.values, 0, 0, 1);
  orthonormalColumns(blas, basisOf(0), found);

  function extend(): boolean {
    const wider = width() + block;
    if (wider > most) return false;
    const start = { ...found, values: basis.subarray(width() * n, wider * n) };
    start.values.set(found.values);
    multiply(blas, [matrix, start, found]);
    const parts = orthonormalColumns(blas, basisOf(wider), found);
    if (parts) steps.push({ own: lastRows(parts.inside, wider, block), next: parts.factor });
    return parts !== undefined;
  }

  function pairs(): AllPairs {
    const size = width();
    const turned = bandOf(steps, block);
    const values = symmetricVectors(blas, turned, size);
    // How far the pairs reach into the last block, times what leads out of it.
    const last = { values: turned.subarray(size - block), rows: block, columns: size, step: size };
    const out = { values: new Float64Array(size * block), rows: block, columns: size };
    multiply(blas, [{ values: steps.at(-1)!.next, rows: block, columns: block }, last, out]);
    return {
      values,
      residualNorms: lengthsOf(out),
      first: (count) => ({
        values: values.slice(0, count),
        residuals: out.values.slice(0, count * block),
      }),
      vectors(count) {
        const vectors = { values: new Float64Array(n * count), rows: n, columns: count };
        multiply(blas, [basisOf(size), { values: turned, rows: size, columns: count }, vectors]);
        return vectors.values;
      },
    };
  }

  return {
    width,
    extend,
    values: () => symmetricSpectrum(blas, bandOf(steps, block), width()),
    pairs,
  };
}

/** The matrix in the basis: own blocks on the diagonal, the steps to the next ones beside them. */
function bandOf(steps: readonly Step[], block: number): Float64Array {
  const size = steps.length * block;
  const band = new Float64Array(size * size);
  for (const [at, { own, next }] of steps.entries()) {
    const place = at * block;
    const isLast = at + 1 === steps.length;
    for (let column = 0; column < block; column++) {
      for (let row = 0; row < block; row++) {
        const mean = (own[column * block + row]! + own[row * block + column]!) / 2;
        band[(place + column) * size + place + row] = mean;
        if (isLast) continue;
        band[(place + column) * size + place + block + row] = next[column * block + row]!;
        band[(place + block + row) * size + place + column] = next[column * block + row]!;
      }
    }
  }
  return band;
}

/** The last rows of a matrix, column by column. */
function lastRows(matrix: Float64Array, rows: number, count: number): Float64Array {
  const part = new Float64Array(count * count);
  for (let column = 0; column < count; column++) {
    const end = (column + 1) * rows;
    part.set(matrix.subarray(end - count, end), column * count);
  }
  return part;
}

function lengthsOf({ values, rows, columns }: Columns): Float64Array {
  return Float64Array.from({ length: columns }, (_, column) =>
    Math.hypot(...values.subarray(column * rows, (column + 1) * rows)),
  );
}
