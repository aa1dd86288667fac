import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { ShapeError } from "../core/errors.ts";
import { shapeOf } from "../graph/node.ts";
import { conv2d } from "./conv2d.ts";
import { convTranspose2d } from "./convTranspose2d.ts";
import { constant, input } from "./leaves.ts";
import { mul } from "./mul.ts";
import { sum } from "./sum.ts";

const pixels = constant([1, 2, 3, 4], [1, 1, 2, 2]);

test("convTranspose2d() writes the weight, times the pixel, around every pixel", () => {
  const weight = constant([1, 0, 0, 10], [1, 1, 2, 2]);
  const bias = constant([0.5], [1]);
  const y = convTranspose2d(pixels, { weight, bias }, { stride: 2 });
  expect(shapeOf(y)).toEqual([1, 1, 4, 4]);
  expect(runOnce({ y }).y).toEqual([
    1.5, 0.5, 2.5, 0.5, 0.5, 10.5, 0.5, 20.5, 3.5, 0.5, 4.5, 0.5, 0.5, 30.5, 0.5, 40.5,
  ]);
});

test("convTranspose2d() adds up where windows overlap", () => {
  const weight = constant([1, 1, 1], [1, 1, 1, 3]);
  expect(runOnce({ y: convTranspose2d(pixels, { weight }, { padding: [0, 1] }) }).y).toEqual([
    3, 3, 7, 7,
  ]);
});

test("convTranspose2d() undoes the shape of conv2d, the output padding telling which", () => {
  const weight = input("weight", [8, 4, 3, 3]);
  const small = input("small", [2, 8, 4, 4]);
  const options = { stride: 2, padding: 1 };
  for (const [outputPadding, extent] of [[0, 7] as const, [1, 8] as const]) {
    const large = convTranspose2d(small, { weight }, { ...options, outputPadding });
    expect(shapeOf(large)).toEqual([2, 4, extent, extent]);
    expect(shapeOf(conv2d(large, { weight }, options))).toEqual([2, 8, 4, 4]);
  }
});

test("convTranspose2d() is the transpose of conv2d: y · conv(x) = x · convTranspose(y)", () => {
  const weight = constant([1, -2, 3, 0.5, 2, -1, 4, 1], [2, 1, 2, 2]);
  const x = constant([1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5, -6, -7, -8, -9], [1, 2, 3, 3]);
  const y = constant([1, -1, 2, 3, 4, -2, 0.5, 1], [1, 2, 2, 2]);
  const options = { groups: 2 };
  const { small, large } = runOnce({
    small: sum(mul(y, conv2d(x, { weight }, options))),
    large: sum(mul(x, convTranspose2d(y, { weight }, options))),
  });
  expect(large).toEqual(small);
});

test("convTranspose2d() has the gradients of its parts", () => {
  const weight = constant([1, 2, 3, 4], [1, 1, 2, 2]);
  const bias = constant([0], [1]);
  const y = convTranspose2d(pixels, { weight, bias }, { stride: 2 });
  const [dx, dWeight, dBias] = gradients(sum(y), [pixels, weight, bias]);
  expect(runOnce({ dx: dx!, dWeight: dWeight!, dBias: dBias! })).toEqual({
    dx: [10, 10, 10, 10],
    dWeight: [10, 10, 10, 10],
    dBias: [16],
  });
});

test("convTranspose2d() refuses channels that the weight does not read", () => {
  expect(() => convTranspose2d(pixels, { weight: input("weight", [3, 2, 2, 2]) })).toThrow(
    new ShapeError(
      "Cannot convolve transposed: x [1, 1, 2, 2] has 1 channels, weight [3, 2, 2, 2] needs 3",
    ),
  );
});

test("convTranspose2d() refuses an output padding that is not below the stride", () => {
  const weight = input("weight", [1, 1, 2, 2]);
  expect(() => convTranspose2d(pixels, { weight }, { stride: 2, outputPadding: 2 })).toThrow(
    new ShapeError(
      "Cannot convolve transposed: the output padding is 2, needs 0 to 1, less than the stride",
    ),
  );
});

test("convTranspose2d() refuses padding that leaves nothing", () => {
  const weight = input("weight", [1, 1, 2, 2]);
  expect(() => convTranspose2d(pixels, { weight }, { padding: [2, 1] })).toThrow(
    new ShapeError(
      "Cannot convolve transposed: the result would be -1 × 1 pixels, needs less padding",
    ),
  );
});
