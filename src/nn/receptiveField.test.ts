import { expect, test } from "vitest";
import { add } from "../ops/add.ts";
import { avgPool2d, globalAvgPool2d } from "../ops/avgPool2d.ts";
import { concat } from "../ops/concat.ts";
import { conv2d } from "../ops/conv2d.ts";
import { constant, input } from "../ops/leaves.ts";
import { maxPool2d } from "../ops/maxPool2d.ts";
import { mul } from "../ops/mul.ts";
import { pad } from "../ops/pad.ts";
import { relu } from "../ops/relu.ts";
import { flatten } from "../ops/reshape.ts";
import { sum } from "../ops/sum.ts";
import { receptiveFields } from "./receptiveField.ts";

const x = input("x", [1, 1, 16, 16]);
const weight = (height: number, width: number) =>
  constant(new Array(height * width).fill(1), [1, 1, height, width]);

test("receptiveFields() grow by kernels times the jump, and the jump by strides", () => {
  const conv1 = relu(conv2d(x, { weight: weight(3, 3) }, { padding: 1 }));
  const pool1 = maxPool2d(conv1, { kernelSize: 2 });
  const conv2 = conv2d(pool1, { weight: weight(3, 1) }, { stride: [2, 1], dilation: [2, 1] });
  const pool2 = avgPool2d(conv2, { kernelSize: [1, 2], stride: 1 });
  expect(receptiveFields({ x, conv1, pool1, conv2, pool2 }, x)).toEqual({
    x: { size: [1, 1], jump: [1, 1] },
    conv1: { size: [3, 3], jump: [1, 1] },
    pool1: { size: [4, 4], jump: [2, 2] },
    conv2: { size: [12, 4], jump: [4, 2] },
    pool2: { size: [12, 6], jump: [4, 2] },
  });
});

test("receptiveFields() where paths meet are the largest", () => {
  const wide = conv2d(x, { weight: weight(1, 5) }, { padding: [0, 2] });
  const high = conv2d(x, { weight: weight(3, 1) }, { padding: [1, 0] });
  const met = add(wide, add(high, x));
  const joined = concat([wide, high], 1);
  const padded = pad(joined, [
    [0, 0],
    [0, 0],
    [2, 2],
    [0, 0],
  ]);
  expect(receptiveFields({ met, joined, padded }, x)).toEqual({
    met: { size: [3, 5], jump: [1, 1] },
    joined: { size: [3, 5], jump: [1, 1] },
    padded: { size: [3, 5], jump: [1, 1] },
  });
});

test("receptiveFields() are null where all of the image is seen, and for what comes of it", () => {
  const flat = flatten(x);
  const gate = sum(x, [2, 3], true);
  const gated = mul(x, gate);
  expect(receptiveFields({ flat, gate, gated, other: constant(1) }, x)).toEqual({
    flat: null,
    gate: null,
    gated: null,
    other: null,
  });
});

test("receptiveFields() of a mean over all positions are as large as its window", () => {
  const mean = globalAvgPool2d(x);
  expect(receptiveFields({ mean }, x).mean).toEqual({ size: [16, 16], jump: [16, 16] });
});
