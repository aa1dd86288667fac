import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { apply, shapeOf } from "../../graph/node.ts";
import { constant } from "../../ops/leaves.ts";
import { type MaxPool2dOptions, maxPool2d, maxPool2dOp } from "../../ops/maxPool2d.ts";
import { pool2dAttrs } from "../../ops/pool2d.ts";
import { sum } from "../../ops/sum.ts";

function pooled(image: readonly number[], width: number, options: MaxPool2dOptions) {
  const x = constant(image, [1, 1, image.length / width, width]);
  const [y, winners] = apply(maxPool2dOp, [x], pool2dAttrs(options, shapeOf(x)));
  return runOnce({ y: y!, winners: winners! });
}

test("maxPool2d() gives the largest pixel of each window and its place", () => {
  expect(pooled([1, 2, 3, 4, 8, 7, 6, 5], 4, { kernelSize: 2 })).toEqual({
    y: [8, 6],
    winners: [2, 2],
  });
});

test("maxPool2d() takes the first of equals", () => {
  expect(pooled([0, 5, 5, 5], 2, { kernelSize: 2 })).toEqual({ y: [5], winners: [1] });
});

test("maxPool2d() never lets padding win", () => {
  expect(
    pooled([-3], 1, {
      kernelSize: 2,
      padding: [
        [1, 0],
        [1, 0],
      ],
    }),
  ).toEqual({
    y: [-3],
    winners: [3],
  });
  const lowest = Number.NEGATIVE_INFINITY;
  expect(
    pooled([lowest], 1, {
      kernelSize: 2,
      padding: [
        [1, 0],
        [1, 0],
      ],
    }),
  ).toEqual({
    y: [lowest],
    winners: [3],
  });
});

test("maxPool2d() skips pixels between the taps of a dilated window", () => {
  expect(pooled([1, 9, 2, 3, 4], 5, { kernelSize: [1, 3], stride: 1, dilation: 2 })).toEqual({
    y: [4],
    winners: [2],
  });
});

test("maxPool2d() passes NaN on", () => {
  expect(pooled([9, Number.NaN, 1, 2], 2, { kernelSize: 2 })).toEqual({
    y: [Number.NaN],
    winners: [1],
  });
});

test("maxPool2dGrad adds dy up where windows share their winner", () => {
  const x = constant([1, 2, 3, 4, 9, 6, 7, 8, 5], [1, 1, 3, 3]);
  const dx = gradients(sum(maxPool2d(x, { kernelSize: 2, stride: 1 })), [x])[0]!;
  expect(runOnce({ dx }).dx).toEqual([0, 0, 0, 0, 4, 0, 0, 0, 0]);
});
