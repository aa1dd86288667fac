import fc from "fast-check";
import { expect, test } from "vitest";
import { makeStream } from "../../core/random.ts";
import { mean } from "../../core/statistics.ts";
import { chanceComparison, compareFilters } from "./compareFilters.ts";
import {
  chanceRedundancy,
  type Filters,
  filterCosines,
  filterDistances,
  filterNorms,
  matchedDissimilarity,
  nearestDissimilarity,
  randomDirections,
  redundancyOf,
  withDirection,
} from "./filterSimilarity.ts";

function filtersOf(...rows: readonly (readonly number[])[]): Filters {
  return { values: rows.flat(), count: rows.length, size: rows[0]!.length };
}

/** The same numbers as `filters` in test/golden/makeFilterMatching.py. */
function made(count: number, size: number, phase: number): Filters {
  const values = Array.from({ length: count * size }, (_, at) => Math.sin(at * at * 0.37 + phase));
  return { values, count, size };
}

test("filterDistances() are Euclidean, row by row", () => {
  const table = filterDistances(filtersOf([0, 0], [3, 0]), filtersOf([3, 4], [3, 0], [0, 1]));
  expect(table).toEqual({
    values: Float64Array.of(5, 3, 1, 4, 0, Math.sqrt(10)),
    rows: 2,
    columns: 3,
  });
});

test("filterNorms() are Euclidean", () => {
  expect(filterNorms(filtersOf([3, 4], [0, 0]))).toEqual([5, 0]);
});

test("nearestDissimilarity() is the least of each row; several may share a filter", () => {
  const [a, b] = [filtersOf([0, 0], [1, 0]), filtersOf([1, 0], [9, 9])];
  expect([...nearestDissimilarity(filterDistances(a, b))]).toEqual([1, 0]);
  // The other way round it is another number.
  const back = [...nearestDissimilarity(filterDistances(b, a))];
  expect(back[0]).toBe(0);
  expect(back[1]).toBeCloseTo(Math.hypot(8, 9), 12);
});

test("matchedDissimilarity() gives each filter its own, and leaves over what there is too much of", () => {
  const [a, b] = [filtersOf([0, 0], [1, 0]), filtersOf([1, 0], [9, 0])];
  // 0 → 9 and 1 → 1, or 0 → 1 and 1 → 9: 9 both times, though 0 alone is nearest to 1.
  expect(mean([...matchedDissimilarity(filterDistances(a, b))])).toBeCloseTo(4.5, 12);
  const more = filtersOf([1, 0], [9, 0], [0, 0]);
  expect([...matchedDissimilarity(filterDistances(a, more))]).toEqual([0, 0]);
  expect([...matchedDissimilarity(filterDistances(more, a))]).toEqual([0, 0]);
});

test("filterCosines() overlook sign, scale and mean", () => {
  const a = filtersOf([1, 2, 3], [1, -1, 0]);
  const b = filtersOf([-11, -12, -13], [5, 5, 5.5]);
  const { values } = filterCosines(a, b);
  expect(values[0]).toBeCloseTo(1, 12);
  // (-1, 0, 1) and (-1, -1, 2) / 6: 3 / √(2·6); (1, -1, 0): nothing in common.
  expect(values[1]).toBeCloseTo(3 / Math.sqrt(12), 12);
  expect(values[3]).toBeCloseTo(0, 12);
});

test("compareFilters() agrees with test/golden/makeFilterMatching.py", () => {
  const [a, b] = [made(6, 9, 0), made(6, 9, 1)];
  const known = {
    "nearest distance": [1.9852777782675215, 1.8894920493581262],
    "matched distance": [2.0086707093771037, 2.0086707093771037],
    "nearest scale-free distance": [0.9303937507114837, 0.866820435840724],
    "matched scale-free distance": [0.9399736567284355, 0.9399736567284355],
    "nearest cosine": [0.6143715693641234, 0.6492265789558267],
    "matched cosine": [0.5669156337659174, 0.5669156337659174],
  };
  const [there, back] = [compareFilters(a, b), compareFilters(b, a)];
  for (const [quantity, [first, second]] of Object.entries(known)) {
    expect(there[quantity as keyof typeof known]).toBeCloseTo(first!, 12);
    expect(back[quantity as keyof typeof known]).toBeCloseTo(second!, 12);
  }
  expect(redundancyOf(a)).toBeCloseTo(0.2645251954028856, 12);
});

test("compareFilters() finds a network in itself, in whatever order its filters stand", () => {
  const weights = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), sized(3));
  const filters = fc.array(
    weights.map((row) => [5, ...row]),
    { minLength: 2, maxLength: 6 },
  );
  fc.assert(
    fc.property(filters, (rows) => {
      const found = compareFilters(filtersOf(...rows), filtersOf(...rows.toReversed()));
      expect(found["matched distance"]).toBe(0);
      expect(found["nearest distance"]).toBe(0);
      expect(found["matched scale-free distance"]).toBeCloseTo(0, 6);
      expect(found["matched cosine"]).toBeCloseTo(1, 9);
      expect(found["matched cosine"]).toBeLessThanOrEqual(1);
    }),
  );
});

function sized(length: number) {
  return { minLength: length, maxLength: length };
}

test("compareFilters() overlooks what is only longer or turned round, where it is to", () => {
  const a = made(5, 9, 0);
  const b = { ...a, values: Array.from(a.values, (value) => -3 * value) };
  const found = compareFilters(a, b);
  expect(found["matched cosine"]).toBeCloseTo(1, 12);
  expect(found["matched scale-free distance"]).toBeGreaterThan(0.5);
  const longer = { ...a, values: Array.from(a.values, (value) => 3 * value) };
  expect(compareFilters(a, longer)["matched scale-free distance"]).toBeCloseTo(0, 7);
  expect(compareFilters(a, longer)["matched distance"]).toBeGreaterThan(0.5);
});

test("compareFilters() leaves filters out that have no direction, and has no number without others", () => {
  const a = filtersOf([0, 0, 0], [1, 2, 3]);
  const zero = filtersOf([0, 0, 0]);
  const found = compareFilters(a, filtersOf([2, 4, 6], [0.1, 0.1, 0.1]));
  expect(found["nearest cosine"]).toBeCloseTo(1, 12);
  expect(found["matched scale-free distance"]).toBeCloseTo(0, 7);
  const nothing = compareFilters(a, zero);
  expect(nothing["nearest cosine"]).toBe(null);
  expect(nothing["matched scale-free distance"]).toBe(null);
  expect(nothing["nearest distance"]).toBeCloseTo(Math.sqrt(14) / 2, 12);
});

test("redundancyOf() is 1 of multiples, 0 of right angles, and null of fewer than two", () => {
  expect(redundancyOf(filtersOf([1, 2, 3], [-2, -4, -6], [4, 4, 4]))).toBeCloseTo(1, 12);
  expect(redundancyOf(filtersOf([1, -1, 0, 0], [0, 0, 2, -2]))).toBeCloseTo(0, 12);
  expect(redundancyOf(filtersOf([1, 2], [3, 3]))).toBe(null);
  expect(withDirection(filtersOf([0.1, 0.1, 0.1])).count).toBe(0);
});

test.each([
  [2, 1],
  [3, 2 / Math.PI],
  [4, 1 / 2],
  [5, 4 / (3 * Math.PI)],
])("chanceRedundancy() of %d weights is %d", (size, value) => {
  expect(chanceRedundancy(size)).toBeCloseTo(value, 12);
});

test("chanceRedundancy() is what random filters have", () => {
  const drawn = randomDirections(made(200, 27, 0), makeStream(1, "filters"), 0);
  expect(redundancyOf(drawn)).toBeCloseTo(chanceRedundancy(27), 2);
});

test("randomDirections() are as long as the given filters", () => {
  const { values } = randomDirections(filtersOf([3, 4], [0, 0]), makeStream(0, "filters"), 0);
  expect(Math.hypot(values[0]!, values[1]!)).toBeCloseTo(5, 12);
  expect([...Array.from(values).slice(2)].map(Math.abs)).toEqual([0, 0]);
});

test("chanceComparison() encloses what unrelated filters come to, and not what related ones do", () => {
  const a = randomDirections(made(16, 9, 0), makeStream(1, "a"), 0);
  const near = { ...a, values: Array.from(a.values, (value, at) => value + 0.1 * Math.sin(at)) };
  const chance = chanceComparison(a, near, 0);
  const found = compareFilters(a, near);
  expect(found["matched cosine"]).toBeGreaterThan(chance["matched cosine"]![1]);
  expect(found["nearest distance"]).toBeLessThan(chance["nearest distance"]![0]);
  const [low, high] = chance["matched cosine"]!;
  expect(low).toBeLessThan(high);
  expect(chanceComparison(a, near, 0)).toEqual(chance);
  expect(chanceComparison(filtersOf([0, 0]), filtersOf([1, 0]), 0)["nearest cosine"]).toBe(null);
});

test("filterDistances() refuses filters of different sizes", () => {
  expect(() => filterDistances(filtersOf([1, 2]), filtersOf([1, 2, 3]))).toThrow(
    "Cannot compare filters: they have 2 and 3 weights, needs as many",
  );
});
