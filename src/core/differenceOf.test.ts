import fc from "fast-check";
import { expect, test } from "vitest";
import {
  differenceOf,
  pairedDifference,
  type SeedValues,
  unpairedDifference,
} from "./differenceOf.ts";
import { makeStream } from "./random.ts";

/** Hours of sleep gained with each of two drugs by ten patients: Student 1908, "The probable error of a mean". */
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
const bySeed = (values: readonly number[], from = 0): SeedValues =>
  new Map(values.map((value, index) => [from + index, value]));

/** Known answers here are from test/golden/makeStatistics.py. */
test("pairedDifference() agrees with SciPy on the data of Student", () => {
  const { mean, low, high, effectSize, ...rest } = pairedDifference(bySeed(first), bySeed(second));
  expect(mean).toBeCloseTo(1.58, 12);
  expect(low).toBeCloseTo(0.7001142367452712, 10);
  expect(high).toBeCloseTo(2.459885763254729, 10);
  expect(effectSize).toBeCloseTo(1.2845575625910546, 12);
  expect(rest).toMatchObject({ kind: "paired", n: 10, unpaired: 0 });
});

test("pairedDifference() drops and counts what has no partner, in any order of the seeds", () => {
  const a = new Map([
    [7, 1],
    [2, 5],
    [3, 2],
  ]);
  const b = new Map([
    [3, 4],
    [7, 2],
    [8, 9],
  ]);
  expect(pairedDifference(a, b)).toMatchObject({
    seeds: [3, 7],
    values: [2, 1],
    mean: 1.5,
    unpaired: 2,
  });
});

test("pairedDifference() knows no interval and no effect size of one pair", () => {
  const difference = pairedDifference(bySeed([1]), bySeed([3]));
  expect(difference).toMatchObject({ mean: 2, low: null, high: null, n: 1, effectSize: null });
});

test("pairedDifference() knows no effect size where the differences do not vary", () => {
  const difference = pairedDifference(bySeed([1, 2, 3]), bySeed([2, 3, 4]));
  expect(difference).toMatchObject({ mean: 1, low: 1, high: 1, effectSize: null });
});

test("pairedDifference() passes on that a value is not a number", () => {
  const difference = pairedDifference(bySeed([1, Number.NaN]), bySeed([2, 3]));
  expect(difference).toMatchObject({ mean: Number.NaN, low: null, high: null, effectSize: null });
});

test("pairedDifference() can be given the interval of the bootstrap, and says so", () => {
  const difference = pairedDifference(bySeed(first), bySeed(second), "bootstrap");
  expect(difference.interval).toBe("bootstrap");
  expect(Math.abs(difference.low! - 0.955)).toBeLessThan(0.03);
});

test("pairedDifference() covers the true difference in 95 ± 2 of 100 samples of five seeds", () => {
  const stream = makeStream(0, "coverage of paired differences");
  const numbers = new Float64Array(15);
  const covered = countOf(2000, (repetition) => {
    stream.fillNormal(numbers, repetition, 0, 1);
    const [seeds, a, b] = [numbers.slice(0, 5), numbers.slice(5, 10), numbers.slice(10)];
    const of = (own: Float64Array, shift: number) =>
      bySeed([...own].map((value, index) => 10 * seeds[index]! + value + shift));
    const { low, high } = pairedDifference(of(a, 0), of(b, 2));
    return low! <= 2 && 2 <= high!;
  });
  expect(Math.abs(covered - 0.95)).toBeLessThan(0.02);
});

test("unpairedDifference() agrees with SciPy", () => {
  const { mean, low, high, degrees, ...rest } = unpairedDifference(first.slice(0, 7), second);
  expect(mean).toBeCloseTo(1.6585714285714281, 12);
  expect(low).toBeCloseTo(-0.5460529322660277, 10);
  expect(high).toBeCloseTo(3.863195789408884, 10);
  expect(degrees).toBeCloseTo(12.621353166888921, 10);
  expect(rest).toEqual({ kind: "unpaired", counts: [7, 10] });
});

test("unpairedDifference() knows no interval where a group has one value, or one that is not finite", () => {
  const unknown = { low: null, high: null, degrees: null };
  expect(unpairedDifference([1], [2, 3])).toMatchObject({ mean: 1.5, ...unknown });
  expect(unpairedDifference([1, Number.NaN], [2, 3])).toMatchObject({ ...unknown });
});

test("unpairedDifference() of values that do not vary is exact; of one group that does not, has the degrees of the other", () => {
  expect(unpairedDifference([1, 1], [3, 3])).toMatchObject({ mean: 2, low: 2, high: 2 });
  expect(unpairedDifference([1, 1, 1], [3, 4]).degrees).toBeCloseTo(1, 12);
});

test("unpairedDifference() can be given the interval of the bootstrap, and says so", () => {
  const difference = unpairedDifference(first, second, "bootstrap");
  expect(difference).toMatchObject({ kind: "unpaired", interval: "bootstrap", degrees: null });
  expect(Math.abs(difference.high! - 3.16)).toBeLessThan(0.06);
});

test("unpairedDifference() covers the true difference in 95 ± 2 of 100 samples, of groups that vary differently", () => {
  const stream = makeStream(0, "coverage of unpaired differences");
  const numbers = new Float64Array(16);
  const covered = countOf(2000, (repetition) => {
    stream.fillNormal(numbers, repetition, 0, 1);
    const a = [...numbers.slice(0, 6)].map((value) => 1 + 3 * value);
    const { low, high } = unpairedDifference(a, [...numbers.slice(6)]);
    return low! <= -1 && -1 <= high!;
  });
  expect(Math.abs(covered - 0.95)).toBeLessThan(0.02);
});

test("differenceOf() pairs where seeds match, and compares means where they do not", () => {
  const a = bySeed([1, 2, 3]);
  expect(differenceOf(a, bySeed([2, 4], 1), "t")).toMatchObject({ kind: "paired", unpaired: 1 });
  expect(differenceOf(a, bySeed([2, 4], 3), "t")).toMatchObject({ kind: "unpaired" });
});

test("differenceOf() takes the means where one seed of several matches, the pair where there is nothing else", () => {
  const a = bySeed([1, 2, 3]);
  expect(differenceOf(a, bySeed([2, 4], 2), "t")).toMatchObject({ kind: "unpaired" });
  expect(differenceOf(a, bySeed([2], 2), "t")).toMatchObject({ kind: "paired", n: 1, mean: -1 });
});

test("differenceOf() finds nothing between a group and itself", () => {
  const groups = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(groups, (values) => {
      const difference = differenceOf(bySeed(values), bySeed(values), "t");
      expect(difference.mean).toBe(0);
      if (values.length > 1) expect(difference).toMatchObject({ low: 0, high: 0 });
    }),
  );
});

test("differenceOf() changes its sign with the order of the groups", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const group = fc.dictionary(fc.integer({ min: 0, max: 9 }).map(String), value, { minKeys: 1 });
  const seedValues = group.map(
    (own) => new Map(Object.entries(own).map(([seed, at]) => [Number(seed), at])),
  );
  fc.assert(
    fc.property(seedValues, seedValues, (a, b) => {
      const [there, back] = [differenceOf(a, b, "t"), differenceOf(b, a, "t")];
      expect(there.kind).toBe(back.kind);
      expect(there.mean + back.mean).toBeCloseTo(0, 6);
      if (there.low !== null) expect(there.low + back.high!).toBeCloseTo(0, 3);
    }),
  );
});

function countOf(repetitions: number, isTrue: (repetition: number) => boolean): number {
  let count = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) if (isTrue(repetition)) count++;
  return count / repetitions;
}
