import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { concat } from "../../ops/concat.ts";
import { constant, input } from "../../ops/leaves.ts";
import { pad, slice } from "../../ops/pad.ts";
import { flatten, reshape } from "../../ops/reshape.ts";
import { broadcastTo } from "../../ops/sum.ts";
import { transpose } from "../../ops/transpose.ts";
import { kernels } from "./index.ts";

/** 1 2 3 / 4 5 6 */
const x = constant([1, 2, 3, 4, 5, 6], [2, 3]);

test("transpose() exchanges dimensions", () => {
  expect(runOnce({ y: transpose(x, [1, 0]) }).y).toEqual([1, 4, 2, 5, 3, 6]);
  const cube = constant([0, 1, 2, 3, 4, 5, 6, 7], [2, 2, 2]);
  // Element (i, j, k) of the result is (j, k, i) of the cube: 4j + 2k + i.
  expect(runOnce({ y: transpose(cube, [2, 0, 1]) }).y).toEqual([0, 2, 4, 6, 1, 3, 5, 7]);
});

test("transpose() moves integers as well", () => {
  const y = transpose(input("x", [1, 3], "i32"), [1, 0]);
  expect(runOnce({ y }, { x: [7, 8, 9] }).y).toEqual([7, 8, 9]);
});

test("reshape() and flatten() keep the order", () => {
  expect(runOnce({ y: reshape(x, [3, 2]) }).y).toEqual([1, 2, 3, 4, 5, 6]);
  expect(runOnce({ y: flatten(reshape(x, [1, 2, 3])) }).y).toEqual([1, 2, 3, 4, 5, 6]);
});

test("the reshape kernel copies, for backends that cannot share memory", () => {
  const copy = { shape: [3, 2], data: new Float32Array(6) };
  const data = Float32Array.of(1, 2, 3, 4, 5, 6);
  kernels.reshape([{ shape: [2, 3], data }], [copy], { shape: [3, 2] });
  expect([...copy.data]).toEqual([1, 2, 3, 4, 5, 6]);
});

test("pad() surrounds with zeros, differently on each side", () => {
  const y = pad(x, [
    [0, 1],
    [2, 0],
  ]);
  expect(runOnce({ y }).y).toEqual([0, 0, 1, 2, 3, 0, 0, 4, 5, 6, 0, 0, 0, 0, 0]);
});

test("slice() takes a box", () => {
  expect(runOnce({ y: slice(x, [0, 1], [2, 2]) }).y).toEqual([2, 3, 5, 6]);
  expect(runOnce({ y: slice(x, [1, 0], [1, 3]) }).y).toEqual([4, 5, 6]);
});

test("concat() joins along any dimension", () => {
  const other = constant([7, 8], [2, 1]);
  expect(runOnce({ y: concat([x, other, x], 1) }).y).toEqual([
    ...[1, 2, 3, 7, 1, 2, 3],
    ...[4, 5, 6, 8, 4, 5, 6],
  ]);
  expect(runOnce({ y: concat([x, x]) }).y).toEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
});

test("broadcastTo() repeats along extents of 1 and new dimensions", () => {
  expect(runOnce({ y: broadcastTo(constant([1, 2], [2, 1]), [2, 2, 2]) }).y).toEqual([
    1, 1, 2, 2, 1, 1, 2, 2,
  ]);
  expect(runOnce({ y: broadcastTo(constant(7), [3]) }).y).toEqual([7, 7, 7]);
});
