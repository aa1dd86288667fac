import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { applySingle, type Value } from "../../graph/node.ts";
import { add } from "../../ops/add.ts";
import { affine } from "../../ops/affine.ts";
import { div } from "../../ops/div.ts";
import { equal } from "../../ops/equal.ts";
import { exp } from "../../ops/exp.ts";
import { constant, input } from "../../ops/leaves.ts";
import { log } from "../../ops/log.ts";
import { mul } from "../../ops/mul.ts";
import { relu, reluGradOp } from "../../ops/relu.ts";
import { noAttrs } from "../../ops/shapeRules.ts";
import { sigmoid, sigmoidGradOp } from "../../ops/sigmoid.ts";
import { sub } from "../../ops/sub.ts";
import { tanh, tanhGradOp } from "../../ops/tanh.ts";
import { toFloat } from "../../ops/toFloat.ts";

const inf = Number.POSITIVE_INFINITY;
const { NaN: nan } = Number;

test.each<[string, (x: Value) => Value, number[], number[]]>([
  ["affine", (x) => affine(x, 2, 1), [-1, 0, 3], [-1, 1, 7]],
  ["exp", exp, [0, Math.LN2, -inf], [1, 2, 0]],
  ["log", log, [1, Math.E, 0, -1], [0, 1, -inf, nan]],
  ["relu", relu, [-1, 0, 2, nan, inf], [0, 0, 2, nan, inf]],
  ["tanh", tanh, [0, Math.log(2), inf, -inf], [0, 0.6, 1, -1]],
  ["sigmoid", sigmoid, [0, Math.log(3), 1000, -1000], [0.5, 0.75, 1, 0]],
])("%s() maps every element", (_, op, numbers, expected) => {
  const { y } = runOnce({ y: op(constant(numbers, [numbers.length])) });
  expect(y.map((value) => Math.round(value * 1e6) / 1e6)).toEqual(expected);
});

test.each<[string, (a: Value, b: Value) => Value, number[]]>([
  ["add", add, [7, 6, 5]],
  ["sub", sub, [-5, -2, 1]],
  ["mul", mul, [6, 8, 6]],
  ["div", div, [1 / 6, 0.5, 1.5]],
  ["equal", equal, [0, 0, 0]],
])("%s() pairs elements", (_, op, expected) => {
  const { y } = runOnce({ y: op(constant([1, 2, 3], [3]), constant([6, 4, 2], [3])) });
  expect(y).toEqual(expected.map(Math.fround));
});

test("equal() is 1 where elements are equal, and NaN equals nothing", () => {
  const y = equal(constant([1, 2, nan], [3]), constant([1, 3, nan], [3]));
  expect(runOnce({ y }).y).toEqual([1, 0, 0]);
});

test.each<[string, number[], number[], number[]]>([
  ["a scalar", [], [10], [11, 12, 13, 14, 15, 16]],
  ["a row", [3], [10, 20, 30], [11, 22, 33, 14, 25, 36]],
  ["a column", [2, 1], [10, 20], [11, 12, 13, 24, 25, 26]],
  ["one element of rank 2", [1, 1], [10], [11, 12, 13, 14, 15, 16]],
])("add() stretches %s, on either side", (_, shape, numbers, expected) => {
  const matrix = constant([1, 2, 3, 4, 5, 6], [2, 3]);
  const other = constant(numbers, shape);
  expect(runOnce({ y: add(matrix, other) }).y).toEqual(expected);
  expect(runOnce({ y: add(other, matrix) }).y).toEqual(expected);
});

test("sub() stretches both operands at once", () => {
  const y = sub(constant([10, 20], [2, 1]), constant([1, 2, 3], [1, 3]));
  expect(runOnce({ y }).y).toEqual([9, 8, 7, 19, 18, 17]);
});

test("mul() stretches a dimension between others", () => {
  const y = mul(constant([1, 2, 3, 4], [2, 1, 2]), constant([1, 10], [2, 1]));
  expect(runOnce({ y }).y).toEqual([1, 2, 10, 20, 3, 4, 30, 40]);
});

test.each([
  ["reluGrad", reluGradOp, [0, 0.5, 2], [0, 3, 3]],
  ["tanhGrad", tanhGradOp, [0, 0.5, -1], [3, 2.25, 0]],
  ["sigmoidGrad", sigmoidGradOp, [0, 0.5, 1], [0, 0.75, 0]],
])("%s reads the output y", (_, op, y, expected) => {
  const dy = constant([3, 3, 3], [3]);
  const dx = applySingle(op, [constant(y, [3]), dy], noAttrs);
  expect(runOnce({ dx }).dx).toEqual(expected);
});

test("toFloat() scales bytes and integers", () => {
  const image = input("image", [3], "u8");
  expect(runOnce({ y: toFloat(image, 1 / 255) }, { image: [0, 51, 255] }).y).toEqual([
    0,
    Math.fround(0.2),
    1,
  ]);
  const count = input("count", [1], "i32");
  expect(runOnce({ y: toFloat(count) }, { count: [-7] }).y).toEqual([-7]);
});
