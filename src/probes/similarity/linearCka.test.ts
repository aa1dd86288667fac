import fc from "fast-check";
import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { type Gram, linearCka } from "./linearCka.ts";

type Rows = readonly (readonly number[])[];

/** Inner products of every two rows. */
function gramOfRows(rows: Rows): Gram {
  const products = rows.flatMap((a) => rows.map((b) => dot(a, b)));
  return { count: rows.length, products };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

function gaussians(name: string, count: number, size: number): Rows {
  const stream = makeStream(0, name);
  return Array.from({ length: count }, (_, row) => {
    const values = new Float32Array(size);
    stream.fillNormal(values, row, 0, 1);
    return [...values];
  });
}

function similarityOf(a: Rows, b: Rows, estimator: "debiased" | "biased" = "debiased"): number {
  const { value } = linearCka(gramOfRows(a), gramOfRows(b), estimator);
  if (value === null) throw new Error("no similarity");
  return value;
}

const estimators = ["debiased", "biased"] as const;

test.each(estimators)("linearCka() of a layer with itself is 1, %s", (estimator) => {
  const rows = gaussians("x", 20, 7);
  expect(similarityOf(rows, rows, estimator)).toBeCloseTo(1, 12);
});

test.each(estimators)("linearCka() overlooks rotation, scale and shift, %s", (estimator) => {
  const rows = gaussians("x", 12, 2);
  const [cos, sin] = [Math.cos(0.7), Math.sin(0.7)];
  const turned = rows.map(([a, b]) => [
    3 * (cos * a! - sin * b!) + 5,
    3 * (sin * a! + cos * b!) - 2,
  ]);
  expect(similarityOf(rows, turned, estimator)).toBeCloseTo(1, 10);
});

test("linearCka() of what has nothing in common is about 0 debiased, and near 1 biased", () => {
  const [a, b] = [gaussians("a", 30, 1000), gaussians("b", 30, 1000)];
  expect(Math.abs(similarityOf(a, b))).toBeLessThan(0.1);
  expect(similarityOf(a, b, "biased")).toBeGreaterThan(0.9);
});

test("linearCka() agrees with test/golden/makeCka.py", () => {
  const a = Array.from({ length: 6 }, (_, i) => [Math.sin(i), Math.cos(2 * i), i % 3]);
  const b = Array.from({ length: 6 }, (_, i) => [Math.sin(i + 1), (i * i) % 5]);
  expect(similarityOf(a, b)).toBeCloseTo(-0.3599605513930454, 12);
  expect(similarityOf(a, b, "biased")).toBeCloseTo(0.14329717824572133, 12);
});

test("linearCka() debiased is the quotient of Song's estimates", () => {
  const row = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: 3,
    maxLength: 3,
  });
  const rows = fc.array(row, { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      const [k, l] = [gramOfRows(a), gramOfRows(b)];
      const [kk, ll] = [songHsic(k, k), songHsic(l, l)];
      fc.pre(kk > 1e-6 && ll > 1e-6);
      expect(linearCka(k, l).value).toBeCloseTo(songHsic(k, l) / Math.sqrt(kk * ll), 6);
    }),
  );
});

/** Equation 5 of Song et al. 2012, word for word. */
function songHsic(k: Gram, l: Gram): number {
  const n = k.count;
  const at = (gram: Gram, i: number, j: number) => (i === j ? 0 : gram.products[i * n + j]!);
  let [trace, sumK, sumL, both] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    let [rowK, rowL] = [0, 0];
    for (let j = 0; j < n; j++) {
      trace += at(k, i, j) * at(l, j, i);
      rowK += at(k, i, j);
      rowL += at(l, i, j);
    }
    sumK += rowK;
    sumL += rowL;
    both += rowK * rowL;
  }
  const rest = (sumK * sumL) / ((n - 1) * (n - 2)) - (2 / (n - 2)) * both;
  return (trace + rest) / (n * (n - 3));
}

test("linearCka() does not depend on which layer comes first", () => {
  const [a, b] = [gaussians("a", 9, 4), gaussians("b", 9, 6)];
  expect(similarityOf(a, b)).toBe(similarityOf(b, a));
});

test("linearCka() has no number for fewer than 4 images", () => {
  const gram = gramOfRows(gaussians("x", 3, 4));
  const reason = "there are 3 images, needs at least 4";
  expect(linearCka(gram, gram)).toEqual({ value: null, reason });
});

test.each(estimators)(
  "linearCka() has no number for a layer that says the same of all, %s",
  (estimator) => {
    const rows = gaussians("x", 8, 4);
    const same = rows.map(() => [0.1, 0.7, 1e6]);
    const reason = "a layer gives all images the same output";
    expect(linearCka(gramOfRows(same), gramOfRows(rows), estimator)).toEqual({
      value: null,
      reason,
    });
    expect(linearCka(gramOfRows(rows), gramOfRows(same), estimator)).toEqual({
      value: null,
      reason,
    });
  },
);

test("linearCka() has no number for outputs that are not finite", () => {
  const rows = gaussians("x", 8, 4);
  const broken = { count: 8, products: Float64Array.from({ length: 64 }, () => Number.NaN) };
  const reason = "a layer's outputs are not finite";
  expect(linearCka(broken, gramOfRows(rows))).toEqual({ value: null, reason });
});

test("linearCka() refuses layers seen with other images", () => {
  const [a, b] = [gramOfRows(gaussians("a", 5, 2)), gramOfRows(gaussians("b", 6, 2))];
  expect(() => linearCka(a, b)).toThrow(
    new RangeError(
      "Cannot compare layers: their products are of 25 and 36 pairs of images, needs 25 each",
    ),
  );
});
