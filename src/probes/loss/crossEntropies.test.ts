import { expect, test } from "vitest";
import { crossEntropies } from "./crossEntropies.ts";

test("crossEntropies() of logits that are alike are ln K", () => {
  expect(crossEntropies([5, 5, 5, 0, 0, 0], [2, 0])).toEqual([Math.log(3), Math.log(3)]);
});

test("crossEntropies() of huge logits are finite", () => {
  expect(crossEntropies([1000, 0, 1000, 0], [0, 1])).toEqual([0, 1000]);
});

test("crossEntropies() of logits that are not finite are NaN", () => {
  expect(crossEntropies([Number.NaN, 0], [0])).toEqual([Number.NaN]);
  expect(crossEntropies([Number.POSITIVE_INFINITY, 0], [0])).toEqual([Number.NaN]);
});
