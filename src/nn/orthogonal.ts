import { sizeOf } from "../core/shape.ts";
import type { Initialiser } from "./initialisers.ts";

/**
 * A random matrix whose rows, or columns where there are fewer of them, are orthogonal and of length `gain`: a weight
 * [O, …] is taken for a matrix of O rows. All such matrices are equally likely, because Gram and Schmidt's method leaves
 * the triangular factor of a normally distributed matrix a positive diagonal.
 *
 * Shape: [O, …] -> [O, …]
 * @source Saxe et al. 2014, arXiv:1312.6120; Mezzadri 2007, Notices of the AMS 54(5)
 */
export function orthogonal(gain = 1): Initialiser {
  return (out, stream, shape) => {
    const rows = shape[0]!;
    const columns = sizeOf(shape.slice(1));
    const count = Math.min(rows, columns);
    const length = Math.max(rows, columns);
    const numbers = new Float64Array(out.length);
    stream.fillNormal(numbers, 0, 0, 1);
    const vectors = Array.from({ length: count }, (_, i) =>
      numbers.subarray(i * length, (i + 1) * length),
    );
    orthonormalise(vectors);
    vectors.forEach((vector, i) => {
      const [from, stride] = rows <= columns ? [i * columns, 1] : [i, columns];
      for (let k = 0; k < length; k++) out[from + stride * k] = gain * vector[k]!;
    });
  };
}

/**
 * Gram and Schmidt's method in its modified form, whose loss of orthogonality is that of float64 times the condition of
 * the vectors, far below what float32 keeps.
 */
function orthonormalise(vectors: readonly Float64Array[]): void {
  vectors.forEach((own, i) => {
    const length = Math.sqrt(dot(own, own));
    for (let k = 0; k < own.length; k++) own[k]! /= length;
    for (const other of vectors.slice(i + 1)) {
      const share = dot(own, other);
      for (let k = 0; k < own.length; k++) other[k]! -= share * own[k]!;
    }
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
