import { expect, test } from "vitest";
import { longTailCounts } from "./longTail.ts";

const balanced = { order: "label", seed: 0 } as const;
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

test("longTailCounts() gives the published sizes of CIFAR-10-LT and CIFAR-100-LT", () => {
  const ten = longTailCounts(new Array(10).fill(5000), { ...balanced, imbalance: 100 });
  expect(ten).toEqual([5000, 2997, 1796, 1077, 645, 387, 232, 139, 83, 50]);
  expect(sum(ten)).toBe(12_406);
  const hundred = longTailCounts(new Array(100).fill(500), { ...balanced, imbalance: 100 });
  expect(sum(hundred)).toBe(10_847);
});

test("longTailCounts() leaves all classes alike without imbalance", () => {
  expect(longTailCounts([7, 9, 8], { ...balanced, imbalance: 1 })).toEqual([7, 7, 7]);
  expect(longTailCounts([7, 9, 8], { ...balanced, imbalance: 1, largest: 3 })).toEqual([3, 3, 3]);
});

test("longTailCounts() begins with what all classes can afford, or with what is asked for", () => {
  expect(longTailCounts([100, 12, 100], { ...balanced, imbalance: 4 })).toEqual([24, 12, 6]);
  expect(longTailCounts([100, 50, 100], { ...balanced, imbalance: 4, largest: 20 })).toEqual([
    20, 10, 5,
  ]);
});

test("longTailCounts() leaves at least one example", () => {
  expect(longTailCounts([10, 10, 10], { ...balanced, imbalance: 100 })).toEqual([10, 1, 1]);
  expect(longTailCounts([10], { ...balanced, imbalance: 100 })).toEqual([10]);
});

test("longTailCounts() leaves empty classes empty", () => {
  expect(longTailCounts([100, 0, 100], { ...balanced, imbalance: 4 })).toEqual([100, 0, 25]);
  expect(longTailCounts([100, 0, 100], { ...balanced, imbalance: 4, largest: 20 })).toEqual([
    20, 0, 5,
  ]);
  expect(longTailCounts([0, 0], { ...balanced, imbalance: 4 })).toEqual([0, 0]);
});

test("longTailCounts() draws which class has how many", () => {
  const sizes = new Array<number>(10).fill(5000);
  const inOrder = longTailCounts(sizes, { ...balanced, imbalance: 100 });
  const drawn = longTailCounts(sizes, { order: "shuffled", imbalance: 100, seed: 1 });
  expect(drawn).not.toEqual(inOrder);
  expect([...drawn].sort((a, b) => b - a)).toEqual(inOrder);
  expect(longTailCounts(sizes, { order: "shuffled", imbalance: 100, seed: 2 })).not.toEqual(drawn);
});
