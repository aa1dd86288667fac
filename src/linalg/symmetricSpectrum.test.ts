import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withSpectrum } from "../../test/support/withSpectrum.ts";
import { symmetricEigenvalues } from "../core/symmetricEigenvalues.ts";
import { loadOpenblas } from "./openblas.ts";
import { symmetricSpectrum, symmetricVectors } from "./symmetricSpectrum.ts";

const blas = loadOpenblas();

test("symmetricSpectrum() finds the eigenvalues of small matrices, largest first", () => {
  for (const own of [null, blas]) {
    expect(symmetricSpectrum(own, new Float64Array(0), 0)).toEqual(new Float64Array(0));
    expect(symmetricSpectrum(own, Float64Array.of(-3), 1)[0]).toBe(-3);
    const [first, second] = symmetricSpectrum(own, Float64Array.of(2, 1, 1, 2), 2);
    expect(first).toBeCloseTo(3, 14);
    expect(second).toBeCloseTo(1, 14);
  }
});

test("symmetricSpectrum() has no number for a matrix that is not finite", () => {
  for (const own of [null, blas]) {
    const found = symmetricSpectrum(own, Float64Array.of(1, 0, 0, Number.NaN), 2);
    expect(found).toEqual(Float64Array.of(Number.NaN, Number.NaN));
  }
});

describe.skipIf(blas === null)("with OpenBLAS", () => {
  test("symmetricSpectrum() finds with LAPACK what our own code finds", () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
        const matrix = withSpectrum(values, values.length);
        const ours = symmetricEigenvalues(matrix, values.length);
        const theirs = symmetricSpectrum(blas, matrix.slice(), values.length);
        ours.forEach((own, at) => {
          expect(theirs[at]).toBeCloseTo(own, 12);
        });
      }),
      { numRuns: 50 },
    );
  });

  test("symmetricSpectrum() finds the same in two stages", () => {
    const values = Float64Array.from({ length: 150 }, (_, at) => Math.cos(at));
    const theirs = symmetricSpectrum(
      { ...blas!, dsyevd: blas!.dsyevd2stage },
      withSpectrum(values, 0),
      150,
    );
    values
      .sort()
      .reverse()
      .forEach((own, at) => {
        expect(theirs[at]).toBeCloseTo(own, 12);
      });
  });

  test("symmetricSpectrum() finds numbers whose squares are beyond the range of numbers", () => {
    const found = symmetricSpectrum(blas, Float64Array.of(2e200, 0, 0, 1e200), 2);
    expect([...found]).toEqual([2e200, 1e200]);
  });
});

test("symmetricVectors() writes a vector a row that the matrix makes longer by its value", () => {
  const n = 30;
  const matrix = withSpectrum(
    Array.from({ length: n }, (_, at) => 1 / (1 + at)),
    4,
  );
  for (const own of [null, blas]) {
    const vectors = matrix.slice();
    const values = symmetricVectors(own, vectors, n);
    expect(values[0]).toBeCloseTo(1, 12);
    expect(values[n - 1]).toBeCloseTo(1 / n, 12);
    for (let pair = 0; pair < n; pair++) {
      const vector = vectors.subarray(pair * n, (pair + 1) * n);
      for (let row = 0; row < n; row++) {
        const image = vector.reduce((sum, value, at) => sum + matrix[row * n + at]! * value, 0);
        expect(image).toBeCloseTo(values[pair]! * vector[row]!, 12);
      }
    }
  }
});
