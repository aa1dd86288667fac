/** Steps in which one eigenvalue has to be found; two or three are usual. */
const mostSteps = 60;
/** Beside a largest element of 1. */
const negligible = 1e-300;

/**
 * Eigenvalues of a symmetric matrix, largest first, in double precision; eigenvectors, which would take many times as long,
 * are not computed. A matrix that is not finite has eigenvalues that are NaN.
 *
 * Shape: matrix [n, n], row by row -> [n]
 * @throws {RangeError} when the matrix has not n × n numbers
 * @source Golub & Van Loan 2013, "Matrix Computations", sections 8.3.1 (Householder's reduction to three diagonals) and
 * 8.3.3 (the implicit QL step with Wilkinson's shift)
 */
export function symmetricEigenvalues(matrix: ArrayLike<number>, n: number): Float64Array {
  if (matrix.length !== n * n) {
    throw new RangeError(
      `Cannot find eigenvalues: the matrix has ${matrix.length} numbers, needs ${n} × ${n}`,
    );
  }
  const a = new Float64Array(matrix);
  if (!a.every(Number.isFinite)) return new Float64Array(n).fill(Number.NaN);
  // Of numbers around 1, neither a square nor a quotient leaves the range of numbers.
  const unit = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  for (let at = 0; at < a.length; at++) a[at] = a[at]! / unit;
  const { diagonal, beside } = tridiagonal(a, n);
  for (let first = 0; first < n; first++) settle(diagonal, beside, first);
  return diagonal
    .map((value) => value * unit)
    .sort()
    .reverse();
}

interface Tridiagonal {
  /** Shape: [n] */
  readonly diagonal: Float64Array;
  /** Element i couples i and i + 1; the last is 0. Shape: [n] */
  readonly beside: Float64Array;
}

/** The matrix mirrored, row after row from the last, until only three diagonals are left; it is overwritten. */
function tridiagonal(a: Float64Array, n: number): Tridiagonal {
  const beside = new Float64Array(n);
  const mirror = new Float64Array(n);
  const shift = new Float64Array(n);
  for (let last = n - 1; last > 0; last--) {
    beside[last - 1] = mirrorOf(a.subarray(last * n, last * n + last), mirror);
    if (mirror[last - 1] !== 0) reflect(a, { n, size: last, mirror, shift });
  }
  return { diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), beside };
}

/**
 * The vector, of squared length 2, whose mirror turns a row into one number at its end, which is given back; 0 where there
 * is nothing to turn.
 */
function mirrorOf(row: Float64Array, mirror: Float64Array): number {
  const last = row.length - 1;
  const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  mirror[last] = 0;
  // Rows of which nothing but the end is there are turned already.
  if (!row.subarray(0, last).some((value) => value !== 0)) return row[last]!;
  let squares = 0;
  for (const value of row) squares += (value / largest) ** 2;
  const length = Math.sqrt(squares);
  const end = row[last]! / largest;
  const turned = end > 0 ? -length : length;
  const scale = 1 / Math.sqrt(length * (length + Math.abs(end)));
  for (let at = 0; at < last; at++) mirror[at] = (row[at]! / largest) * scale;
  mirror[last] = (end - turned) * scale;
  return turned * largest;
}

interface Reflection {
  readonly n: number;
  /** Rows and columns that are mirrored. */
  readonly size: number;
  readonly mirror: Float64Array;
  /** Room to compute in. */
  readonly shift: Float64Array;
}

/** A ← A - v wᵀ - w vᵀ with w = A v - (vᵀ A v / 2) v, of the lower triangle alone. */
function reflect(a: Float64Array, { n, size, mirror, shift }: Reflection): void {
  shift.fill(0, 0, size);
  for (let row = 0; row < size; row++) {
    const [start, own] = [row * n, mirror[row]!];
    let sum = a[start + row]! * own;
    for (let column = 0; column < row; column++) {
      const value = a[start + column]!;
      sum += value * mirror[column]!;
      shift[column] = shift[column]! + value * own;
    }
    shift[row] = shift[row]! + sum;
  }
  let product = 0;
  for (let at = 0; at < size; at++) product += mirror[at]! * shift[at]!;
  for (let at = 0; at < size; at++) shift[at] = shift[at]! - (product / 2) * mirror[at]!;
  for (let row = 0; row < size; row++) {
    const [start, v, w] = [row * n, mirror[row]!, shift[row]!];
    for (let column = 0; column <= row; column++) {
      a[start + column] = a[start + column]! - v * shift[column]! - w * mirror[column]!;
    }
  }
}

/** Turns planes until the element beside `first` is nothing next to its neighbours: what then stands there is an eigenvalue. */
function settle(diagonal: Float64Array, beside: Float64Array, first: number): void {
  for (let step = 0; step < mostSteps; step++) {
    const end = blockEnd(diagonal, beside, first);
    if (end === first) return;
    qlStep(diagonal, beside, { first, end });
  }
  throw new Error("internal: an eigenvalue was not found in 60 steps");
}

/** Where the block that begins at `first` comes apart. */
function blockEnd(diagonal: Float64Array, beside: Float64Array, first: number): number {
  let end = first;
  while (end < diagonal.length - 1) {
    const size = Math.abs(diagonal[end]!) + Math.abs(diagonal[end + 1]!);
    if (Math.abs(beside[end]!) <= Number.EPSILON * size + negligible) break;
    end++;
  }
  return end;
}

function qlStep(
  diagonal: Float64Array,
  beside: Float64Array,
  { first, end }: { readonly first: number; readonly end: number },
): void {
  const half = (diagonal[first + 1]! - diagonal[first]!) / (2 * beside[first]!);
  const root = Math.hypot(half, 1);
  const shift = diagonal[first]! - beside[first]! / (half + (half >= 0 ? root : -root));
  let bulge = diagonal[end]! - shift;
  let [sine, cosine, moved] = [1, 1, 0];
  for (let at = end - 1; at >= first; at--) {
    const [across, along] = [sine * beside[at]!, cosine * beside[at]!];
    const length = Math.hypot(across, bulge);
    beside[at + 1] = length;
    if (length === 0) {
      diagonal[at + 1] = diagonal[at + 1]! - moved;
      beside[end] = 0;
      return;
    }
    [sine, cosine] = [across / length, bulge / length];
    const base = diagonal[at + 1]! - moved;
    const turned = (diagonal[at]! - base) * sine + 2 * cosine * along;
    moved = sine * turned;
    diagonal[at + 1] = base + moved;
    bulge = cosine * turned - along;
  }
  diagonal[first] = diagonal[first]! - moved;
  beside[first] = bulge;
  beside[end] = 0;
}
