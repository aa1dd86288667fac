import { expect, test } from "vitest";
import { runOnce } from "../../../test/support/runOnce.ts";
import { gradients } from "../../autodiff/gradients.ts";
import { applySingle } from "../../graph/node.ts";
import { type Conv2dOptions, conv2d, conv2dOp } from "../../ops/conv2d.ts";
import { constant } from "../../ops/leaves.ts";
import { sum } from "../../ops/sum.ts";

/** 1 2 3 / 4 5 6 / 7 8 9 */
const x = constant([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]);
/** 1 2 / 3 4 */
const weight = constant([1, 2, 3, 4], [1, 1, 2, 2]);

test("conv2d() does not flip the kernel", () => {
  // 1·1 + 2·2 + 4·3 + 5·4 = 37 at the upper left.
  expect(runOnce({ y: conv2d(x, { weight }) }).y).toEqual([37, 47, 67, 77]);
});

test.each<[string, Conv2dOptions, number[]]>([
  ["stride", { stride: 2 }, [37]],
  ["dilation", { dilation: 2 }, [1 * 1 + 3 * 2 + 7 * 3 + 9 * 4]],
  [
    "padding on one side",
    {
      stride: 2,
      padding: [
        [1, 0],
        [1, 0],
      ],
    },
    [1 * 4, 2 * 3 + 3 * 4, 4 * 2 + 7 * 4, 77],
  ],
  [
    "padding of the rows only",
    { padding: [1, 0] },
    [1 * 3 + 2 * 4, 2 * 3 + 3 * 4, 37, 47, 67, 77, 7 * 1 + 8 * 2, 8 * 1 + 9 * 2],
  ],
])("conv2d() takes %s into account", (_, options, expected) => {
  expect(runOnce({ y: conv2d(x, { weight }, options) }).y).toEqual(expected);
});

test("conv2d() sums over channels and adds the bias", () => {
  const pixel = constant([2, 3], [1, 2, 1, 1]);
  const twoOutputs = constant([5, 7, 11, 13], [2, 2, 1, 1]);
  const y = conv2d(pixel, { weight: twoOutputs, bias: constant([100, 200], [2]) });
  expect(runOnce({ y }).y).toEqual([100 + 2 * 5 + 3 * 7, 200 + 2 * 11 + 3 * 13]);
});

test("conv2d() keeps groups apart", () => {
  const pixel = constant([2, 3, 4, 5], [1, 4, 1, 1]);
  const perGroup = constant([1, 10, 100, 1000], [2, 2, 1, 1]);
  const y = conv2d(pixel, { weight: perGroup }, { groups: 2 });
  expect(runOnce({ y }).y).toEqual([2 * 1 + 3 * 10, 4 * 100 + 5 * 1000]);
});

test("conv2d() applies a fused activation after the bias", () => {
  const y = applySingle(conv2dOp, [x, weight, constant([-50], [1])], {
    stride: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    dilation: [1, 1],
    groups: 1,
    activation: "relu",
  });
  expect(runOnce({ y }).y).toEqual([0, 0, 17, 27]);
});

test("conv2dInputGrad gives every pixel the weights that saw it", () => {
  const dense = gradients(sum(conv2d(x, { weight })), [x])[0]!;
  expect(runOnce({ dx: dense }).dx).toEqual([1, 3, 2, 4, 10, 6, 3, 7, 4]);
  const apart = gradients(sum(conv2d(x, { weight }, { stride: 2, padding: 1 })), [x])[0]!;
  expect(runOnce({ dx: apart }).dx).toEqual([4, 3, 4, 2, 1, 2, 4, 3, 4]);
});

test("conv2dParameterGrad gives every weight the pixels that it saw, and the bias the sum of dy", () => {
  const bias = constant([0], [1]);
  const y = conv2d(x, { weight, bias });
  const [dWeight, dBias] = gradients(sum(y), [weight, bias]);
  expect(runOnce({ dWeight: dWeight!, dBias: dBias! })).toEqual({
    dWeight: [1 + 2 + 4 + 5, 2 + 3 + 5 + 6, 4 + 5 + 7 + 8, 5 + 6 + 8 + 9],
    dBias: [4],
  });
});
