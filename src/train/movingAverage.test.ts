import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { decayingSum, movingAverage } from "./movingAverage.ts";

const [old, next] = [constant([8, -4], [2]), constant([4, 4], [2])];

test("movingAverage() keeps a share of the old and takes the rest of the new", () => {
  expect(runOnce({ y: movingAverage(old, next, 0.75) }).y).toEqual([7, -2]);
});

test("decayingSum() keeps a share of the old and takes all of the new", () => {
  expect(runOnce({ y: decayingSum(old, next, 0.5) }).y).toEqual([8, 2]);
});
