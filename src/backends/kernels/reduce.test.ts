import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { constant } from "../../ops/leaves.ts";
import { max } from "../../ops/max.ts";
import { mean, sum } from "../../ops/sum.ts";

/** Two of 1 2 3 / 4 5 6, the second ten times as large. */
const x = constant([1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60], [2, 2, 3]);

test.each<[readonly number[] | undefined, number[]]>([
  [undefined, [231]],
  [[0], [11, 22, 33, 44, 55, 66]],
  [[1], [5, 7, 9, 50, 70, 90]],
  [[2], [6, 15, 60, 150]],
  [
    [0, 2],
    [66, 165],
  ],
  [
    [-1, 0],
    [66, 165],
  ],
])("sum() over %j adds up", (axes, expected) => {
  expect(runOnce({ y: sum(x, axes) }).y).toEqual(expected);
  expect(runOnce({ y: sum(x, axes, true) }).y).toEqual(expected);
});

test("sum() adds in float64: 2^24 + 1 + 1 is not lost", () => {
  expect(runOnce({ y: sum(constant([2 ** 24, 1, 1], [3])) }).y).toEqual([2 ** 24 + 2]);
});

test("mean() divides by the number of summands", () => {
  expect(runOnce({ y: mean(x, [0, 2]) }).y).toEqual([11, 27.5]);
  expect(runOnce({ y: mean(x) }).y).toEqual([19.25]);
});

test("max() takes the largest, of negative numbers too", () => {
  expect(runOnce({ y: max(x, [0, 2]) }).y).toEqual([30, 60]);
  expect(runOnce({ y: max(constant([-3, -2, -5], [3])) }).y).toEqual([-2]);
});

test("max() passes NaN on", () => {
  expect(runOnce({ y: max(constant([1, Number.NaN, 2], [3])) }).y).toEqual([Number.NaN]);
});
