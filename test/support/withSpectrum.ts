import { makeStream } from "../../src/core/random.ts";

/** Mirrors that turn a diagonal matrix: any of its rows then has to do with any other. */
const mirrors = 6;

/** A symmetric matrix with these eigenvalues, in directions that are drawn. Shape: [n] -> [n, n] */
export function withSpectrum(values: ArrayLike<number>, seed: number): Float64Array {
  const n = values.length;
  const matrix = new Float64Array(n * n);
  for (let at = 0; at < n; at++) matrix[at * n + at] = values[at]!;
  for (let step = 0; step < mirrors; step++) {
    const mirror = new Float64Array(n);
    makeStream(seed, "test/withSpectrum").fillNormal(mirror, step, 0, 1);
    const length = Math.hypot(...mirror);
    reflect(
      matrix,
      mirror.map((own) => own / length),
    );
  }
  return matrix;
}

/** A ← (1 - 2vvᵀ)·A·(1 - 2vvᵀ) */
function reflect(matrix: Float64Array, v: Float64Array): void {
  const n = v.length;
  const turned = v.map((_, row) =>
    v.reduce((sum, own, column) => sum + matrix[row * n + column]! * own, 0),
  );
  const inner = v.reduce((sum, own, at) => sum + own * turned[at]!, 0);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const change = 2 * inner * v[row]! * v[column]! - v[row]! * turned[column]!;
      matrix[row * n + column] =
        matrix[row * n + column]! + 2 * (change - turned[row]! * v[column]!);
    }
  }
}
