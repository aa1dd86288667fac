import { expect, test } from "vitest";
import { bootstrapDifference, bootstrapInterval } from "./bootstrapInterval.ts";
import { makeStream } from "./random.ts";
import { estimateOf } from "./statistics.ts";

/** Hours of sleep gained with each of two drugs by ten patients: Student 1908, "The probable error of a mean". */
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
const gains = second.map((value, patient) => value - first[patient]!);

test("bootstrapInterval() says what it is, and of which values", () => {
  const { mean, n, values, interval } = bootstrapInterval(gains);
  expect({ n, values, interval }).toEqual({ n: 10, values: gains, interval: "bootstrap" });
  expect(mean).toBeCloseTo(1.58, 12);
});

test("bootstrapInterval() agrees with a million samples of SciPy", () => {
  // From test/golden/makeStatistics.py; the percentiles of 10,000 samples are as good as ± 0.03.
  const { low, high } = bootstrapInterval(gains);
  expect(Math.abs(low! - 0.955)).toBeLessThan(0.03);
  expect(Math.abs(high! - 2.38)).toBeLessThan(0.03);
});

test("bootstrapInterval() comes to the percentiles of all samples, where these are few", () => {
  const { low, high } = bootstrapInterval(gains.slice(0, 4));
  expect(low).toBeCloseTo(1.225, 12);
  expect(high).toBeCloseTo(2.125, 12);
  expect(bootstrapInterval([0, 1])).toMatchObject({ low: 0, high: 1 });
});

test("bootstrapInterval() is the same for the same values, and of no width where they are equal", () => {
  expect(bootstrapInterval(gains)).toEqual(bootstrapInterval([...gains]));
  expect(bootstrapInterval([0.25, 0.25, 0.25])).toMatchObject({ low: 0.25, high: 0.25 });
});

test("bootstrapInterval() leaves the interval of one value unknown, and of a value that is not finite", () => {
  expect(bootstrapInterval([0.5])).toMatchObject({ mean: 0.5, low: null, high: null, n: 1 });
  const broken = { mean: Number.NaN, low: null, high: null, n: 2 };
  expect(bootstrapInterval([0.5, Number.NaN])).toMatchObject(broken);
});

test("bootstrapInterval() of more than 500 values is Student's, which is the same by then", () => {
  const values = new Float64Array(501);
  makeStream(0, "many values").fillNormal(values, 0, 3, 2);
  const [all, drawn] = [bootstrapInterval([...values]), bootstrapInterval([...values.subarray(1)])];
  expect(all).toEqual(estimateOf([...values]));
  expect(Math.abs(all.low! - drawn.low!)).toBeLessThan(0.02);
  expect(Math.abs(all.high! - drawn.high!)).toBeLessThan(0.02);
});

test("bootstrapInterval() refuses to say anything of no value", () => {
  expect(() => bootstrapInterval([])).toThrow(
    new RangeError("Cannot take a mean: 0 values, needs at least 1"),
  );
});

test("bootstrapInterval() of sixty normal values covers their mean in 95 ± 2 of 100 samples", () => {
  const stream = makeStream(0, "coverage of the bootstrap");
  const values = new Float64Array(60);
  const repetitions = 600;
  let covered = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    stream.fillNormal(values, repetition, 3, 2);
    const { low, high } = bootstrapInterval([...values]);
    if (low! <= 3 && 3 <= high!) covered++;
  }
  expect(Math.abs(covered / repetitions - 0.95)).toBeLessThan(0.02);
});

test("bootstrapDifference() agrees with a million samples of SciPy", () => {
  const [low, high] = bootstrapDifference(first, second)!;
  expect(Math.abs(low - 0.01)).toBeLessThan(0.06);
  expect(Math.abs(high - 3.16)).toBeLessThan(0.06);
});

test("bootstrapInterval() says the same again after others were asked for", () => {
  const known = bootstrapInterval(gains);
  for (let n = 2; n < 12; n++) bootstrapInterval(new Array(n).fill(1));
  expect(bootstrapInterval(gains)).toEqual(known);
});

test("bootstrapDifference() is unknown where a group has one value, or one that is not finite", () => {
  expect(bootstrapDifference([1], [1, 2])).toBeNull();
  expect(bootstrapDifference([1, 2], [1, Number.POSITIVE_INFINITY])).toBeNull();
});
