import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { shapeOf } from "../graph/node.ts";
import { adaptiveAvgPool2d, adaptiveMaxPool2d } from "./adaptivePool2d.ts";
import { constant, input } from "./leaves.ts";
import { sum } from "./sum.ts";

/** 0 … 9 in one row. */
const row = constant([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 1, 10]);

test("adaptiveAvgPool2d() takes windows from floor(i·in/out) to ceil((i+1)·in/out)", () => {
  // 0…2, 2…4, 5…7, 7…9
  expect(runOnce({ y: adaptiveAvgPool2d(row, [1, 4]) }).y).toEqual([1, 3, 6, 8]);
});

test("adaptiveMaxPool2d() takes the largest of each window", () => {
  expect(runOnce({ y: adaptiveMaxPool2d(row, [1, 4]) }).y).toEqual([2, 4, 7, 9]);
});

test("adaptiveAvgPool2d() repeats pixels where there are fewer than windows", () => {
  const pair = constant([1, 5], [1, 1, 1, 2]);
  expect(runOnce({ y: adaptiveAvgPool2d(pair, [2, 3]) }).y).toEqual([1, 3, 5, 1, 3, 5]);
});

test.each([
  [[8, 8], 4, [2, 2], [2, 2]],
  [
    [7, 9],
    [3, 3],
    [3, 3],
    [2, 3],
  ],
  [[5, 5], 1, [5, 5], [1, 1]],
] as const)(
  "adaptiveAvgPool2d() of %j to %j is ordinary pooling",
  (image, size, kernelSize, stride) => {
    const y = adaptiveAvgPool2d(input("x", [1, 2, ...image]), size);
    const nodes = nodesOf(makeGraph({ y })).map(({ op, attrs }) => [op.name, attrs]);
    expect(nodes).toHaveLength(2);
    expect(nodes[1]).toMatchObject(["avgPool2d", { kernelSize, stride }]);
  },
);

test("adaptiveAvgPool2d() to the size that is there changes nothing", () => {
  const x = input("x", [1, 2, 7, 7]);
  expect(adaptiveAvgPool2d(x, 7)).toBe(x);
});

test("adaptiveMaxPool2d() gives the gradient to the first of equals in reading order", () => {
  const ones = constant(new Array<number>(25).fill(1), [1, 1, 5, 5]);
  const y = adaptiveMaxPool2d(ones, [1, 3]);
  expect(shapeOf(y)).toEqual([1, 1, 1, 3]);
  const [dx] = gradients(sum(y), [ones]);
  expect(runOnce({ dx: dx! }).dx.slice(0, 5)).toEqual([1, 1, 0, 1, 0]);
});

test.each([0, 1.5])("adaptiveAvgPool2d() refuses the output size %d", (size) => {
  expect(() => adaptiveAvgPool2d(row, [1, size])).toThrow(
    new ShapeError(
      `Cannot pool adaptively: the output size is 1 × ${size}, needs whole numbers >= 1`,
    ),
  );
});
