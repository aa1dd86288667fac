import { describe, expect, test } from "vitest";
import { withSpectrum } from "../../test/support/withSpectrum.ts";
import { type CountProblem, leadingCounts } from "./leadingCounts.ts";
import { loadOpenblas, type Openblas } from "./openblas.ts";

const blas = loadOpenblas();

function problemOf(values: readonly number[], shares: readonly number[]): CountProblem {
  const matrix = withSpectrum(values, 1);
  const total = values.reduce((sum, own) => sum + own, 0);
  return {
    matrix: matrix.slice(),
    n: values.length,
    fill: (target) => target.set(matrix),
    total,
    squares: values.reduce((sum, own) => sum + own * own, 0),
    sums: shares.map((share) => share * total),
  };
}

function fading(n: number, exponent: number): number[] {
  return Array.from({ length: n }, (_, at) => (at + 1) ** -exponent);
}

describe.skipIf(blas === null)("with OpenBLAS", () => {
  test("leadingCounts() proves by the sum of squares what a few vectors of a fading spectrum say", () => {
    const found = leadingCounts(blas!, problemOf(fading(400, 2), [0.7, 0.9]), {
      block: 4,
      most: 32,
    });
    // 1 + 1/4 of π²/6 are 76 %, six terms 90.7 %.
    expect(found).toEqual([2, 6]);
  });

  test("leadingCounts() proves by Cholesky's factor where the sum of squares is too weak", () => {
    const problem = problemOf(fading(400, 1), [0.6]);
    const few = { block: 4, most: 100 };
    let factors = 0;
    const dpotrf: Openblas["dpotrf"] = (...given) => {
      factors++;
      return blas!.dpotrf(...given);
    };
    // The sum of 1/k up to 400 is 6.57, up to 28 it is 3.93, up to 29 3.96.
    expect(leadingCounts({ ...blas!, dpotrf }, problem, few)).toEqual([29]);
    expect(factors).toBeGreaterThan(0);
  });

  test("leadingCounts() gives up where more vectors are needed than are worth it", () => {
    expect(
      leadingCounts(blas!, problemOf(fading(300, 0), [0.9]), { block: 4, most: 40 }),
    ).toBeUndefined();
    expect(
      leadingCounts(blas!, problemOf(fading(300, 1), [0.9]), { block: 4, most: 40 }),
    ).toBeUndefined();
  });

  test("leadingCounts() says nothing where a sum is reached but for rounding", () => {
    const values = [4, 2, 2, ...new Array(61).fill(2 / 61)];
    const sizes = { block: 4, most: 40 };
    expect(leadingCounts(blas!, problemOf(values, [0.4]), sizes)).toBeUndefined();
    expect(leadingCounts(blas!, problemOf(values, [0.4 + 5e-12]), sizes)).toBeUndefined();
    expect(leadingCounts(blas!, problemOf(values, [0.41]), sizes)).toEqual([2]);
  });
});
