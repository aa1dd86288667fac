import fc from "fast-check";
import { EVD, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { symmetricEigenvalues } from "./symmetricEigenvalues.ts";

test("symmetricEigenvalues() finds those of the second difference, 2 - 2 cos(kπ / (n + 1))", () => {
  const n = 30;
  const matrix = Array.from({ length: n * n }, (_, at) => {
    const apart = Math.abs(Math.floor(at / n) - (at % n));
    return apart === 0 ? 2 : apart === 1 ? -1 : 0;
  });
  symmetricEigenvalues(matrix, n).forEach((value, index) => {
    expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - index) * Math.PI) / (n + 1)), 13);
  });
});

test("symmetricEigenvalues() sorts a diagonal, and gives one number back", () => {
  expect([...symmetricEigenvalues([1, 0, 0, 0, -3, 0, 0, 0, 2], 3)]).toEqual([2, 1, -3]);
  expect([...symmetricEigenvalues([7], 1)]).toEqual([7]);
  expect([...symmetricEigenvalues([], 0)]).toEqual([]);
});

test("symmetricEigenvalues() agrees with ml-matrix, whatever the size, the scale and the rank", () => {
  const number = fc.oneof(
    fc.constant(0),
    fc.integer({ min: -3000, max: 3000 }).map((n) => n / 1000),
  );
  const scale = fc.constantFrom(1e-200, 1e-8, 1, 1e150);
  const rows = fc.integer({ min: 1, max: 8 }).chain((n) =>
    fc.array(fc.array(number, { minLength: n, maxLength: n }), {
      minLength: 1,
      maxLength: 12,
    }),
  );
  fc.assert(
    fc.property(rows, scale, (some, unit) => {
      const x = new Matrix(some);
      const product = x.transpose().mmul(x);
      const theirs = new EVD(product, { assumeSymmetric: true }).realEigenvalues;
      const ours = symmetricEigenvalues(
        product.to1DArray().map((v) => v * unit),
        product.rows,
      );
      const sorted = theirs.sort((a, b) => b - a);
      const size = Math.max(1e-12, sorted[0]!);
      ours.forEach((value, at) => {
        expect(Math.abs(value / unit - sorted[at]!) / size).toBeLessThan(1e-12);
      });
    }),
  );
});

test("symmetricEigenvalues() has none of a matrix that is not finite", () => {
  const nothing = [Number.NaN, Number.NaN];
  expect([...symmetricEigenvalues([1, 2, 2, Number.NaN], 2)]).toEqual(nothing);
  expect([...symmetricEigenvalues([1, Number.NaN, Number.NaN, 1], 2)]).toEqual(nothing);
  expect([...symmetricEigenvalues([Number.POSITIVE_INFINITY, 0, 0, 1], 2)]).toEqual(nothing);
});

test("symmetricEigenvalues() refuses what is not square", () => {
  expect(() => symmetricEigenvalues([1, 2, 3], 2)).toThrow(
    new RangeError("Cannot find eigenvalues: the matrix has 3 numbers, needs 2 × 2"),
  );
});

test("symmetricEigenvalues() comes through numbers next to nothing", () => {
  const tiny = 3.5e-323;
  const [first, second] = symmetricEigenvalues([tiny, 0.07 * tiny, 0.07 * tiny, tiny], 2);
  expect(first! + second!).toBeCloseTo(2 * tiny, 12);
  expect([...symmetricEigenvalues([1, tiny, tiny, 0], 2)]).toEqual([1, 0]);
});
