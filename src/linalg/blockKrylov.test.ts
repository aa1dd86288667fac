import { describe, expect, test } from "vitest";
import { withSpectrum } from "../../test/support/withSpectrum.ts";
import { makeBlockKrylov } from "./blockKrylov.ts";
import { loadOpenblas } from "./openblas.ts";

const blas = loadOpenblas();
const n = 90;
const spectrum = Array.from({ length: n }, (_, at) => 0.8 ** at);

describe.skipIf(blas === null)("with OpenBLAS", () => {
  test("makeBlockKrylov() finds lower bounds of the largest eigenvalues that become them", () => {
    const krylov = makeBlockKrylov(
      blas!,
      { values: withSpectrum(spectrum, 0), n },
      { block: 3, most: 30 },
    );
    for (let step = 0; step < 10; step++) {
      expect(krylov.extend()).toBe(true);
      krylov.values().forEach((value, at) => {
        expect(value).toBeLessThan(spectrum[at]! + 1e-14);
      });
    }
    expect(krylov.extend()).toBe(false);
    expect(krylov.width()).toBe(30);
    krylov
      .values()
      .slice(0, 8)
      .forEach((value, at) => {
        expect(value).toBeCloseTo(spectrum[at]!, 8);
      });
  });

  test("makeBlockKrylov() gives orthonormal vectors with the residuals that they have", () => {
    const matrix = withSpectrum(spectrum, 0);
    const krylov = makeBlockKrylov(blas!, { values: matrix, n }, { block: 3, most: 30 });
    for (let step = 0; step < 4; step++) krylov.extend();
    const pairs = krylov.pairs();
    const vectors = pairs.vectors(12);
    const vector = (at: number) => vectors.subarray(at * n, (at + 1) * n);
    const inner = (a: Float64Array, b: Float64Array) =>
      a.reduce((sum, own, at) => sum + own * b[at]!, 0);
    const residuals = Array.from({ length: 12 }, (_, at) =>
      Float64Array.from(
        { length: n },
        (_, row) =>
          inner(matrix.subarray(row * n, (row + 1) * n), vector(at)) -
          pairs.values[at]! * vector(at)[row]!,
      ),
    );
    const rows = pairs.first(12).residuals;
    for (let a = 0; a < 12; a++) {
      expect(pairs.residualNorms[a]).toBeCloseTo(Math.hypot(...residuals[a]!), 12);
      for (let b = 0; b < 12; b++) {
        expect(inner(vector(a), vector(b))).toBeCloseTo(a === b ? 1 : 0, 12);
        expect(inner(vector(a), residuals[b]!)).toBeCloseTo(0, 12);
        const known = inner(rows.subarray(3 * a, 3 * a + 3), rows.subarray(3 * b, 3 * b + 3));
        expect(known).toBeCloseTo(inner(residuals[a]!, residuals[b]!), 12);
      }
    }
  });

  test("makeBlockKrylov() goes on in other directions where the matrix has no more", () => {
    const values = withSpectrum([3, 2, 1, ...new Array(n - 3).fill(0)], 0);
    const krylov = makeBlockKrylov(blas!, { values, n }, { block: 2, most: 40 });
    while (krylov.extend()) if (krylov.width() === 40) break;
    const found = krylov.values();
    [3, 2, 1, 0, 0].forEach((value, at) => {
      expect(found[at]).toBeCloseTo(value, 12);
    });
  });
});
