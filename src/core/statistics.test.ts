import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateOf, estimateOfTimes, mean, standardDeviation, tQuantile } from "./statistics.ts";

/** Two-sided 95 % points as every table of the t distribution prints them. */
test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [9, 2.262],
  [30, 2.042],
  [99, 1.984],
  [100, 1.984],
  [1000, 1.962],
])("tQuantile() of %d degrees of freedom is %d", (degrees, published) => {
  expect(tQuantile(degrees)).toBeCloseTo(published, 3);
});

test("tQuantile() knows other coverages: 90% and 99%", () => {
  expect(tQuantile(4, 0.9)).toBeCloseTo(2.132, 3);
  expect(tQuantile(4, 0.99)).toBeCloseTo(4.604, 3);
  expect(tQuantile(5, 0.99)).toBeCloseTo(4.032, 3);
});

test("tQuantile() of one degree is the tangent of the Cauchy distribution", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (coverage) => {
      const tangent = Math.tan((Math.PI / 2) * coverage);
      return Math.abs(tQuantile(1, coverage) / tangent - 1) < 1e-9;
    }),
  );
});

test("tQuantile() falls towards the normal quantile as degrees grow", () => {
  const quantiles = [1, 2, 3, 10, 100, 10_000].map((degrees) => tQuantile(degrees));
  expect(quantiles).toEqual([...quantiles].sort((a, b) => b - a));
  expect(quantiles.at(-1)).toBeCloseTo(1.96, 3);
});

/** From test/golden/makeStatistics.py; the quantiles of SciPy are right to eight digits. */
test.each([
  [1.5, 6.016663107990447],
  [2.7, 3.392148383176445],
  [7.8, 2.31633686817328],
  [31.4, 2.0384609298762677],
  [250.5, 1.9694792720509302],
])("tQuantile() of %d degrees of freedom, which are no whole number, is %d", (degrees, known) => {
  expect(tQuantile(degrees)).toBeCloseTo(known, 8);
});

test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
  "tQuantile() refuses %d degrees of freedom",
  (degrees) => {
    expect(() => tQuantile(degrees)).toThrow(
      new RangeError(`Cannot find a t quantile: degrees = ${degrees}, needs a number from 1`),
    );
  },
);

test.each([0, 1, 95, Number.NaN])("tQuantile() refuses a coverage of %d", (coverage) => {
  expect(() => tQuantile(4, coverage)).toThrow(
    new RangeError(
      `Cannot find a t quantile: coverage = ${coverage}, needs a number between 0 and 1`,
    ),
  );
});

test("mean() and standardDeviation() agree with a hand computation", () => {
  expect(mean([2, 4, 9])).toBe(5);
  expect(standardDeviation([2, 4, 9])).toBeCloseTo(Math.sqrt((9 + 1 + 16) / 2), 12);
});

test("standardDeviation() of equal values is 0, though their mean is rounded", () => {
  expect(mean([0.05, 0.05, 0.05])).not.toBe(0.05);
  expect(standardDeviation([0.05, 0.05, 0.05])).toBe(0);
  expect(standardDeviation([Number.NaN, Number.NaN])).toBeNaN();
});

test("mean() and standardDeviation() refuse too few values", () => {
  expect(() => mean([])).toThrow(new RangeError("Cannot take a mean: 0 values, needs at least 1"));
  expect(() => standardDeviation([1])).toThrow(
    new RangeError("Cannot take a standard deviation: 1 values, needs at least 2"),
  );
});

test("estimateOf() spans t·s/√n to both sides of the mean", () => {
  const { low, high, ...rest } = estimateOf([0.9, 0.94, 0.95]);
  const halfWidth = (4.302653 * Math.sqrt(0.0007)) / Math.sqrt(3);
  expect(rest).toEqual({ mean: mean([0.9, 0.94, 0.95]), n: 3, values: [0.9, 0.94, 0.95] });
  expect(low).toBeCloseTo(0.93 - halfWidth, 7);
  expect(high).toBeCloseTo(0.93 + halfWidth, 7);
});

test("estimateOf() leaves the interval of a single value unknown", () => {
  expect(estimateOf([0.5])).toEqual({ mean: 0.5, low: null, high: null, n: 1, values: [0.5] });
});

test("estimateOf() passes on that a value is not a number", () => {
  const { mean, low, high, n } = estimateOf([0.5, Number.NaN, 0.5]);
  expect({ mean, low, high, n }).toEqual({ mean: Number.NaN, low: null, high: null, n: 3 });
});

test("estimateOf() covers the true mean in 95 of 100 samples", () => {
  // Samples of four from {0, 1, ..., 6} in a full cycle, so that the share is exact and never changes.
  let covered = 0;
  for (let code = 0; code < 7 ** 4; code++) {
    const values = [1, 7, 49, 343].map((place) => Math.floor(code / place) % 7);
    const { low, high } = estimateOf(values);
    if (low! <= 3 && 3 <= high!) covered++;
  }
  expect(covered / 7 ** 4).toBeGreaterThan(0.93);
  expect(covered / 7 ** 4).toBeLessThan(0.97);
});

test("estimateOfTimes() is the geometric mean with an interval that is as many times above as below", () => {
  const { mean: centre, low, high, ...own } = estimateOfTimes([2, 8]);
  expect(centre).toBeCloseTo(4, 12);
  // Logarithms to base 2 are 1 and 3: 2 ± 12.706 · √2 / √2.
  expect(Math.log2(high!)).toBeCloseTo(2 + 12.706, 3);
  expect(Math.log2(low!)).toBeCloseTo(2 - 12.706, 3);
  expect(own).toEqual({ n: 2, values: [2, 8], interval: "logarithmic" });
});

test("estimateOfTimes() of half and twice holds 1, and of one value has no interval", () => {
  const { mean: centre, low, high } = estimateOfTimes([0.5, 2, 1]);
  expect(centre).toBeCloseTo(1, 12);
  expect(low! * high!).toBeCloseTo(1, 12);
  expect(estimateOfTimes([3])).toMatchObject({ low: null, high: null, n: 1 });
  expect(estimateOfTimes([0, 3])).toMatchObject({ mean: 0, low: null, high: null });
});
