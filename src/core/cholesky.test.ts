import { expect, test } from "vitest";
import { choleskyFactor, solveCholesky } from "./cholesky.ts";

test("choleskyFactor() finds the factor of a known matrix, which solveCholesky() solves by", () => {
  const factor = choleskyFactor([4, 0, 0, 12, 37, 0, -16, -43, 98], 3);
  expect([...factor.lower]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  // Two right-hand sides: the matrix times (1, 2, 3) and times (0, 1, 0).
  const columns = Float64Array.of(4 + 24 - 48, 12, 12 + 74 - 129, 37, -16 - 86 + 294, -43);
  solveCholesky(factor, columns, 2);
  [1, 0, 2, 1, 3, 0].forEach((value, at) => {
    expect(columns[at]).toBeCloseTo(value, 12);
  });
});

test("choleskyFactor() refuses a matrix that is not positive", () => {
  expect(() => choleskyFactor([1, 0, 1, 1], 2)).toThrow(
    new RangeError("Cannot factor a matrix: at row 1 there is 0 left, needs a number above 0"),
  );
});
