import { expect, test } from "vitest";
import { estimateOf, estimateOfTimes } from "../../../core/statistics.ts";
import { geometricMean, largest, least, seedwise } from "./seedwise.ts";

const [a, b] = [estimateOf([1, 5, 3]), estimateOf([4, 2, 3])];
const largestOf = (values: readonly number[]) => Math.max(...values);

test("seedwise() combines the values of each seed", () => {
  expect(seedwise([a, b], ([first, second]) => 10 * first! + second!)).toEqual(
    estimateOf([14, 52, 33]),
  );
});

test("seedwise() has nothing where one is missing, has other seeds, or there is none", () => {
  expect(seedwise([a, null], largestOf)).toBeNull();
  expect(seedwise([a, estimateOf([1])], largestOf)).toBeNull();
  expect(seedwise([], largestOf)).toBeNull();
});

test("least() and largest() are taken seed by seed", () => {
  expect(least([a, b])!.values).toEqual([1, 2, 3]);
  expect(largest([a, b])!.values).toEqual([4, 5, 3]);
});

test("seedwise() of what are so many times as much is so, too", () => {
  const [twice, half] = [estimateOfTimes([2, 3, 2]), estimateOfTimes([0.5, 1, 4])];
  expect(least([twice, half])).toEqual(estimateOfTimes([0.5, 1, 2]));
  expect(least([twice, a])).toEqual(estimateOf([1, 3, 2]));
});

test("geometricMean() is the root of the product", () => {
  const { values } = geometricMean([estimateOf([1, 2]), estimateOf([4, 8])])!;
  expect(values[0]).toBeCloseTo(2, 12);
  expect(values[1]).toBeCloseTo(4, 12);
});
