import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { gather } from "../../ops/gather.ts";
import { constant, input } from "../../ops/leaves.ts";
import { sum } from "../../ops/sum.ts";

/** 1 2 3 / 4 5 6 */
const x = constant([1, 2, 3, 4, 5, 6], [2, 3]);

test("gather() takes rows, as often as they are asked for", () => {
  const rows = gather(x, input("i", [3], "i32"));
  expect(runOnce({ rows }, { i: [1, 0, 1] }).rows).toEqual([4, 5, 6, 1, 2, 3, 4, 5, 6]);
});

test("gather() takes columns", () => {
  const columns = gather(x, input("i", [2, 1], "i32"), { axis: 1 });
  expect(runOnce({ columns }, { i: [2, 0] }).columns).toEqual([3, 1, 6, 4]);
});

test("gather() takes from each row what its own indices say", () => {
  const own = gather(x, input("i", [2, 2], "u8"), { axis: 1, batchDims: 1 });
  expect(runOnce({ own }, { i: [0, 2, 1, 1] }).own).toEqual([1, 3, 5, 5]);
});

test("gather() gives zeros for places that there are not, which get no gradient", () => {
  const rows = gather(x, input("i", [3], "i32"));
  const [dx] = gradients(sum(rows), [x]);
  expect(runOnce({ rows, dx: dx! }, { i: [-1, 1, 2] })).toEqual({
    rows: [0, 0, 0, 4, 5, 6, 0, 0, 0],
    dx: [0, 0, 0, 1, 1, 1],
  });
});

test("scatterAdd adds up what came from one place", () => {
  const rows = gather(x, input("i", [3], "i32"));
  const [dx] = gradients(sum(rows), [x]);
  expect(runOnce({ dx: dx! }, { i: [1, 0, 1] }).dx).toEqual([1, 1, 1, 2, 2, 2]);
});
