import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { constant } from "../../ops/leaves.ts";
import { matmul } from "../../ops/matmul.ts";
import { transpose } from "../../ops/transpose.ts";

const a = constant([1, 2, 3, 4, 5, 6], [2, 3]);
const b = constant([1, 0, 2, 1, 0, 3], [3, 2]);
/** 1·1 + 2·2 + 3·0 = 5 at the upper left. */
const product = [5, 11, 14, 23];

test("matmul() multiplies rows with columns", () => {
  expect(runOnce({ y: matmul(a, b) }).y).toEqual(product);
});

test("matmul() reads transposed operands", () => {
  const aT = transpose(a, [1, 0]);
  const bT = transpose(b, [1, 0]);
  expect(runOnce({ y: matmul(aT, b, { transposeA: true }) }).y).toEqual(product);
  expect(runOnce({ y: matmul(a, bT, { transposeB: true }) }).y).toEqual(product);
  expect(runOnce({ y: matmul(aT, bT, { transposeA: true, transposeB: true }) }).y).toEqual(product);
});

test("matmul() goes through the leading dimensions", () => {
  const pair = constant([1, 2, 10, 20], [2, 1, 2]);
  const columns = constant([1, 1, 1, 2], [2, 2, 1]);
  expect(runOnce({ y: matmul(pair, columns) }).y).toEqual([3, 50]);
});
