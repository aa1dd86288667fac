import { expect, test } from "vitest";
import { bars } from "../../../test/support/bars.ts";
import { inMemory } from "../openImages.ts";
import { digitPairs, reversedOrder, termOfLabel, thirdTermOf, thirdTerms } from "./thirdTerms.ts";

test("thirdTerms are the 28 numbers from -9 to 18", () => {
  expect(thirdTerms).toHaveLength(28);
  expect(thirdTerms.map(Number)).toEqual(Array.from({ length: 28 }, (_, at) => at - 9));
});

test.each([
  [0, 0, 0],
  [1, 2, 3],
  [9, 0, -9],
  [0, 9, 18],
  [7, 4, 1],
])("thirdTermOf() continues %d, %d with %d", (first, second, third) => {
  const label = thirdTermOf(first, second);
  expect(termOfLabel(label)).toBe(third);
  expect(thirdTerms[label]).toBe(String(third));
});

test("thirdTermOf() gives every label to some two digits", () => {
  const digits = Array.from({ length: 10 }, (_, digit) => digit);
  const labels = new Set(digits.flatMap((a) => digits.map((b) => thirdTermOf(a, b))));
  expect([...labels].sort((a, b) => a - b)).toEqual([...thirdTerms.keys()]);
});

test("reversedOrder() pairs image i with image N - 1 - i, so that each is its partner's partner", () => {
  expect([...reversedOrder(4)]).toEqual([3, 2, 1, 0]);
  const partner = reversedOrder(7);
  expect([...partner].map((other) => partner[other])).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test("digitPairs() puts each image and that of the reversed order together, with what comes third", () => {
  const set = bars(3);
  const pairs = digitPairs(set);
  expect(pairs).toMatchObject({ count: 3, channels: 2, height: 28, width: 28 });
  expect([...pairs.labels].map(termOfLabel)).toEqual([4, 1, -2]);
  expect([pairs.concepts?.first, pairs.concepts?.second].map((own) => [...own!])).toEqual([
    [0, 1, 2],
    [2, 1, 0],
  ]);
  const { images } = inMemory(set);
  expect(pairs.images.subarray(0, 784)).toEqual(images.subarray(0, 784));
  expect(pairs.images.subarray(784, 2 * 784)).toEqual(images.subarray(2 * 784));
});

test("digitPairs() takes the partners that it is given", () => {
  const pairs = digitPairs(bars(3), Uint32Array.of(0, 0, 1));
  expect([...pairs.labels].map(termOfLabel)).toEqual([0, -1, 0]);
});
