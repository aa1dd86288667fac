import { expect, test } from "vitest";
import { ShapeError } from "../core/errors.ts";
import { applySingle, shapeOf } from "../graph/node.ts";
import { type Conv2dOptions, conv2d, conv2dInputGradOp, conv2dParameterGradOp } from "./conv2d.ts";
import { input } from "./leaves.ts";

function shapeAfter(x: number[], weight: number[], options: Conv2dOptions = {}) {
  return shapeOf(conv2d(input("x", x), { weight: input("weight", weight) }, options));
}

const window = {
  stride: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  groups: 1,
} as const;

test("conv2d() gives LeNet-5's and ResNet-18's first maps", () => {
  expect(shapeAfter([64, 1, 28, 28], [6, 1, 5, 5], { padding: 2 })).toEqual([64, 6, 28, 28]);
  expect(shapeAfter([8, 3, 224, 224], [64, 3, 7, 7], { stride: 2, padding: 3 })).toEqual([
    8, 64, 112, 112,
  ]);
});

test("conv2d() takes stride, padding and dilation for each dimension", () => {
  const options = {
    stride: [1, 2],
    padding: [
      [1, 0],
      [0, 0],
    ],
    dilation: [2, 1],
  } as const;
  expect(shapeAfter([1, 1, 6, 6], [1, 1, 3, 2], options)).toEqual([1, 1, 3, 3]);
});

test("conv2d() splits channels into groups", () => {
  expect(shapeAfter([1, 4, 3, 3], [6, 2, 1, 1], { groups: 2 })).toEqual([1, 6, 3, 3]);
});

test("conv2d counts the multiply-adds of LeNet-5's C1: 28·28·6·25", () => {
  const y = conv2d(input("x", [1, 1, 32, 32]), { weight: input("weight", [6, 1, 5, 5]) });
  const { op, inputs, attrs, outputs } = y.node;
  const types = inputs.map(({ type }) => type);
  expect(op.macs(types, outputs, attrs)).toBe(117_600);
});

test("conv2d() refuses channels that disagree", () => {
  expect(() => shapeAfter([1, 3, 4, 4], [8, 4, 3, 3])).toThrow(
    new ShapeError(
      "Cannot convolve: x [1, 3, 4, 4] has 3 channels, weight [8, 4, 3, 3] with groups = 1 needs 4",
    ),
  );
  expect(() => shapeAfter([1, 4, 4, 4], [8, 4, 3, 3], { groups: 2 })).toThrow(
    new ShapeError(
      "Cannot convolve: x [1, 4, 4, 4] has 4 channels, weight [8, 4, 3, 3] with groups = 2 needs 8",
    ),
  );
});

test.each([0, 3, 1.5])("conv2d() refuses %d groups of 8 output channels", (groups) => {
  expect(() => shapeAfter([1, 4, 4, 4], [8, 4, 3, 3], { groups })).toThrow(
    new ShapeError(
      `Cannot convolve: groups = ${groups} with 8 output channels, needs a divisor of 8`,
    ),
  );
});

test("conv2d() refuses a window larger than the padded image", () => {
  expect(() => shapeAfter([1, 1, 4, 4], [1, 1, 5, 5])).toThrow(
    new ShapeError(
      "Cannot convolve: the window covers 5 pixels, the padded input has 4 along height, needs at least 5",
    ),
  );
});

test("conv2d() refuses operands of another rank", () => {
  expect(() => shapeAfter([28, 28], [6, 1, 5, 5])).toThrow(
    new ShapeError("Cannot convolve: x is [28, 28], needs 4 dimensions"),
  );
  expect(() => shapeAfter([1, 1, 28, 28], [6, 25])).toThrow(
    new ShapeError("Cannot convolve: weight is [6, 25], needs 4 dimensions"),
  );
});

test("conv2d() refuses raw bytes, and a bias that is not one number an output channel", () => {
  const weight = input("weight", [6, 1, 5, 5]);
  expect(() => conv2d(input("x", [1, 1, 28, 28], "u8"), { weight })).toThrow(
    new ShapeError("Cannot convolve: x is u8, needs f32"),
  );
  expect(() => conv2d(input("x", [1, 1, 28, 28]), { weight, bias: input("bias", [5]) })).toThrow(
    new ShapeError("Cannot convolve: bias is [5], needs [6]"),
  );
});

test("conv2dInputGrad needs dy in the shape of the output", () => {
  const attrs = { ...window, inputShape: [1, 1, 4, 4] };
  const weight = input("weight", [2, 1, 3, 3]);
  const dx = applySingle(conv2dInputGradOp, [input("dy", [1, 2, 2, 2]), weight], attrs);
  expect(shapeOf(dx)).toEqual([1, 1, 4, 4]);
  expect(() => applySingle(conv2dInputGradOp, [input("dy", [1, 2, 4, 4]), weight], attrs)).toThrow(
    new ShapeError(
      "Cannot take the input gradient of conv2d: dy is [1, 2, 4, 4], needs [1, 2, 2, 2]",
    ),
  );
});

test("conv2dParameterGrad gives the weight's shape, and the bias's where there is one", () => {
  const x = input("x", [1, 1, 4, 4]);
  const attrs = { ...window, weightShape: [2, 1, 3, 3], hasBias: true };
  const dWeight = applySingle(conv2dParameterGradOp, [x, input("dy", [1, 2, 2, 2])], attrs);
  expect(dWeight.node.outputs.map(({ shape }) => shape)).toEqual([[2, 1, 3, 3], [2]]);
  expect(() => applySingle(conv2dParameterGradOp, [x, input("dy", [1, 1, 2, 2])], attrs)).toThrow(
    new ShapeError(
      "Cannot take the weight gradient of conv2d: dy is [1, 1, 2, 2], needs [1, 2, 2, 2]",
    ),
  );
});
