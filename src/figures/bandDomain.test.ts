import { expect, test } from "vitest";
import { bandDomain } from "./bandDomain.ts";

test("bandDomain() lets a band reach as far beyond the numbers as half of what lies between them", () => {
  expect(bandDomain([1, 3], [-10, 20])).toEqual([0, 4]);
  expect(bandDomain([1, 3], [0.5, 20])).toEqual([0.5, 4]);
});

test("bandDomain() leaves axes alone on which no band is wide", () => {
  expect(bandDomain([1, 3], [0.5, 3.5])).toBeUndefined();
  expect(bandDomain([1, 3], [])).toBeUndefined();
  expect(bandDomain([2, 2], [-10, 20])).toBeUndefined();
  expect(bandDomain([], [1])).toBeUndefined();
});

test("bandDomain() does not begin below a floor that no number is below", () => {
  expect(bandDomain([1, 5], [-0.5, 6], 0)).toEqual([0, 6]);
  expect(bandDomain([-1, 5], [-2, 6], 0)).toBeUndefined();
});
