import { EVD, Matrix } from "ml-matrix";

export interface LanczosOptions {
  /** Where to begin, with a part in every direction that is looked for; of any length but 0. Shape: [P] */
  readonly start: ArrayLike<number>;
  /** How many of the largest eigenvalues are wanted. */
  readonly wanted: number;
  /** The most products with the matrix. */
  readonly iterations: number;
  /** Ends as soon as every wanted eigenvalue is known this well, as a share of the largest in size. */
  readonly tolerance?: number;
  /** After how many products it looks whether that is so, which takes longer the more there have been; each by default. */
  readonly lookEvery?: number;
}

/** An eigenvalue of the matrix, as far as it was found. */
export interface FoundEigenvalue {
  readonly value: number;
  /** An eigenvalue of the matrix lies no further than this from the value. */
  readonly residual: number;
  /** Of length 1. Shape: [P] */
  vector(): Float32Array;
}

/**
 * The largest eigenvalues of a symmetric matrix that is known by its products with vectors, largest first; fewer than
 * wanted where the start leads to no more directions: eigenvalues that are exactly alike are found as one. Every new
 * direction is made orthogonal to all before, twice: else rounding would find the same eigenvalue again and again. None
 * where a product is not finite.
 *
 * @throws {RangeError} when the start has no length
 * @source Lanczos 1950, J. Res. Natl. Bur. Stand. 45(4); full reorthogonalisation and the residual: Golub & Van Loan
 * 2013, "Matrix Computations", 4th edition, sections 10.1 and 10.3
 */
export function lanczos(
  product: (vector: Float32Array) => ArrayLike<number>,
  { start, wanted, iterations, tolerance = 1e-2, lookEvery = 1 }: LanczosOptions,
): FoundEigenvalue[] {
  const first = Float64Array.from(start);
  const length = normOf(first);
  if (!(length > 0))
    throw new RangeError(`Cannot begin: the start has length ${length}, needs more than 0`);
  const basis = [scaled(first, 1 / length)];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let size = 0;
  for (;;) {
    const last = basis.at(-1)!;
    const next = Float64Array.from(product(last));
    diagonal.push(dot(next, last));
    for (let pass = 0; pass < 2; pass++)
      for (const own of basis) subtract(next, own, dot(next, own));
    const rest = normOf(next);
    if (!Number.isFinite(rest)) return [];
    size = Math.max(size, Math.abs(diagonal.at(-1)!));
    // What is left of a product whose directions are all known is rounding.
    const isOver = diagonal.length >= iterations || !(rest > rounding * size);
    if (isOver || diagonal.length % lookEvery === 0) {
      const found = eigenvaluesOf({ diagonal, beside, basis, rest });
      size = Math.max(size, ...found.map(({ value }) => Math.abs(value)));
      const isKnown =
        found.length >= wanted &&
        found.slice(0, wanted).every(({ residual }) => residual <= tolerance * size);
      if (isKnown || isOver) return found.slice(0, wanted);
    }
    beside.push(rest);
    basis.push(scaled(next, 1 / rest));
  }
}

/** Products are of f32, whose rounding adds up. */
const rounding = 1e-6;

interface Tridiagonal {
  readonly diagonal: readonly number[];
  readonly beside: readonly number[];
  readonly basis: readonly Float32Array[];
  /** Length of what leads out of the basis. */
  readonly rest: number;
}

function eigenvaluesOf({ diagonal, beside, basis, rest }: Tridiagonal): FoundEigenvalue[] {
  const count = diagonal.length;
  const matrix = Matrix.zeros(count, count);
  diagonal.forEach((value, at) => void matrix.set(at, at, value));
  beside.forEach((value, at) => {
    matrix.set(at, at + 1, value);
    matrix.set(at + 1, at, value);
  });
  const { realEigenvalues, eigenvectorMatrix } = new EVD(matrix, { assumeSymmetric: true });
  const directions = basis.slice(0, count);
  return realEigenvalues
    .map((value, column) => {
      const shares = eigenvectorMatrix.getColumn(column);
      return {
        value,
        residual: rest * Math.abs(shares.at(-1)!),
        vector: () => combined(directions, shares),
      };
    })
    .sort((a, b) => b.value - a.value);
}

function combined(vectors: readonly Float32Array[], shares: readonly number[]): Float32Array {
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, at) => void subtract(sum, vector, -shares[at]!));
  return scaled(sum, 1 / normOf(sum));
}

function subtract(from: Float64Array, vector: Float32Array, share: number): void {
  for (let at = 0; at < from.length; at++) from[at] = from[at]! - share * vector[at]!;
}

function scaled(vector: Float64Array, factor: number): Float32Array {
  return Float32Array.from(vector, (value) => factor * value);
}

function dot(a: Float64Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function normOf(vector: Float64Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}
