import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withSpectrum } from "../../test/support/withSpectrum.ts";
import { symmetricEigenvalues } from "../core/symmetricEigenvalues.ts";
import { countEigenvalues } from "./countEigenvalues.ts";
import { loadOpenblas } from "./openblas.ts";

const shares = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99];
const blas = loadOpenblas();

function sourceOf(matrix: Float64Array) {
  return { size: Math.sqrt(matrix.length), fill: (target: Float64Array) => target.set(matrix) };
}

/** By all eigenvalues, found by our own code. */
function countsOf(matrix: Float64Array, wanted: readonly number[]): number[] {
  const values = symmetricEigenvalues(matrix, Math.sqrt(matrix.length));
  const sums = values.map((_, at) => values.subarray(0, at + 1).reduce((sum, own) => sum + own, 0));
  return wanted.map((share) => 1 + sums.findIndex((sum) => sum >= sums.at(-1)! * (share - 1e-12)));
}

test("countEigenvalues() counts the largest up to the share, in any order of the shares", () => {
  const matrix = Float64Array.of(1, 0, 0, 0, 5, 0, 0, 0, 4);
  const found = countEigenvalues(null, sourceOf(matrix), { shares: [0.99, 0.5, 0.9, 0.91] });
  expect(found.counts).toEqual([3, 1, 2, 3]);
  expect(found.total).toBe(10);
  expect(found.participationRatio).toBe(100 / 42);
});

test("countEigenvalues() has nothing to count where all are 0", () => {
  expect(countEigenvalues(blas, sourceOf(new Float64Array(9)), { shares })).toEqual({
    counts: [0, 0, 0, 0, 0, 0],
    total: 0,
    participationRatio: null,
  });
});

const spectra: Record<string, (at: number, n: number) => number> = {
  flat: () => 1,
  "nearly flat": (at, n) => 1 + at / n,
  "a power law": (at) => (at + 1) ** -1,
  "a steep power law": (at) => (at + 1) ** -2.5,
  "exponential decay": (at) => 0.9 ** at,
  "a few over noise": (at) => (at < 5 ? 100 - at : 0.5 ** (at % 3)),
  ties: (at) => 2 ** -Math.floor(at / 7),
  "a low rank": (at) => (at < 12 ? 12.5 - at : 0),
  "one alone": (at) => (at === 0 ? 1 : 0),
};

describe.skipIf(blas === null)("with OpenBLAS", () => {
  test("countEigenvalues() searches large matrices unasked, and does not look at all eigenvalues", () => {
    const values = Float64Array.from({ length: 2500 }, (_, at) => (at + 1) ** -2);
    const { size, fill } = sourceOf(withSpectrum(values, 0));
    let fillings = 0;
    const counted = (target: Float64Array) => {
      fillings++;
      fill(target);
    };
    // The sum of 1/k² is 1.6445: 1.361 up to 3, 1.424 up to 4; 1.55 up to 10, and 1.558 up to 11.
    const { counts } = countEigenvalues(blas, { size, fill: counted }, { shares: [0.85, 0.945] });
    expect(counts).toEqual([4, 11]);
    expect(fillings).toBe(1);
  });

  test.each(Object.entries(spectra))(
    "countEigenvalues() by searching finds what all eigenvalues say: %s",
    (_, spectrum) => {
      const n = 120;
      const values = Array.from(
        { length: n },
        (_, at) => spectrum(at, n) * (1 + 1e-3 * Math.sin(7 * at)),
      );
      const matrix = withSpectrum(values, 0);
      for (const block of [2, 8]) {
        for (const wanted of [[0.5], [0.7, 0.5], shares]) {
          const search = { block, most: n - block };
          const { counts } = countEigenvalues(blas, sourceOf(matrix), { shares: wanted, search });
          expect(counts).toEqual(countsOf(matrix, wanted));
        }
      }
    },
  );

  test.each(Object.entries(spectra))(
    "countEigenvalues() by searching is not misled where a sum is reached by a hair: %s",
    (_, spectrum) => {
      const n = 60;
      const values = Array.from({ length: n }, (_, at) => spectrum(at, n)).sort((a, b) => b - a);
      const matrix = withSpectrum(values, 0);
      const total = values.reduce((sum, own) => sum + own, 0);
      let sum = 0;
      for (let count = 1; count <= 20; count++) {
        sum += values[count - 1]!;
        for (const hair of [1e-2, 1e-4, 1e-6, 1e-8]) {
          const wanted = [sum / total - hair];
          const search = { block: 2, most: 56 };
          const { counts } = countEigenvalues(blas, sourceOf(matrix), { shares: wanted, search });
          expect(counts).toEqual(countsOf(matrix, wanted));
        }
      }
    },
  );

  test("countEigenvalues() by searching finds what all eigenvalues say: any spectrum", () => {
    const value = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1e-9, 0.1, 1, 1, 30),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 20, maxLength: 60 }),
        fc.array(fc.double({ min: 0.1, max: 0.99, noNaN: true }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 99 }),
        (values, wanted, seed) => {
          fc.pre(values.some((own) => own > 1e-3));
          const matrix = withSpectrum(values, seed);
          fc.pre(isClear(matrix, wanted));
          const search = { block: 2, most: values.length - 2 };
          const { counts } = countEigenvalues(blas, sourceOf(matrix), { shares: wanted, search });
          expect(counts).toEqual(countsOf(matrix, wanted));
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Whether no share is as near to one that some eigenvalues have as rounding reaches. */
function isClear(matrix: Float64Array, wanted: readonly number[]): boolean {
  const shifted = (by: number) =>
    countsOf(
      matrix,
      wanted.map((share) => share + by),
    );
  return shifted(-1e-10).every((count, at) => count === shifted(1e-10)[at]);
}
