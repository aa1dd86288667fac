import { expect, test } from "vitest";
import { estimateOf } from "../../../core/statistics.ts";
import { differenceBetween } from "./differenceBetween.ts";

test("differenceBetween() pairs by seed", () => {
  expect(differenceBetween(estimateOf([3, 5]), estimateOf([1, 2]))?.values).toEqual([2, 3]);
});

test("differenceBetween() has nothing where one is missing or has other seeds", () => {
  expect(differenceBetween(null, estimateOf([1]))).toBe(null);
  expect(differenceBetween(estimateOf([1]), null)).toBe(null);
  expect(differenceBetween(estimateOf([1, 2]), estimateOf([1]))).toBe(null);
});
