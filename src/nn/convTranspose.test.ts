import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { ShapeError } from "../core/errors.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { constant, input } from "../ops/leaves.ts";
import { type ConvTransposeOptions, convTranspose } from "./convTranspose.ts";

function build(x: Value, options: ConvTransposeOptions) {
  const record = leafScope();
  return { ...record, y: convTranspose(x, record.scope, options) };
}

test("convTranspose() doubles an image, each pixel written by the weight of its channel", () => {
  const x = constant([1, 2], [1, 2, 1, 1]);
  const { y } = build(x, { outChannels: 1, kernelSize: 2, stride: 2 });
  expect(shapeOf(y)).toEqual([1, 1, 2, 2]);
  const weight = [1, 2, 3, 4, 10, 20, 30, 40];
  expect(runOnce({ y }, { weight, bias: [0.5] }).y).toEqual([21.5, 42.5, 63.5, 84.5]);
});

test("convTranspose() lays its weight out as PyTorch: input channels first", () => {
  const x = input("x", [1, 4, 8, 8]);
  const options = { outChannels: 6, kernelSize: [3, 5], groups: 2 } as const;
  const shapesOf = (own: ConvTransposeOptions) =>
    build(x, own).parameters.map(({ name, shape }) => [name, shape]);
  expect(shapesOf(options)).toEqual([
    ["weight", [4, 3, 3, 5]],
    ["bias", [6]],
  ]);
  expect(shapesOf({ ...options, useBias: false })).toHaveLength(1);
});

test("convTranspose() refuses groups that do not divide the channels", () => {
  const x = input("x", [1, 4, 8, 8]);
  expect(() => build(x, { outChannels: 3, kernelSize: 3, groups: 2 })).toThrow(
    new ShapeError(
      "Cannot build convTranspose: groups = 2 with 4 input and 3 output channels, needs a divisor of both",
    ),
  );
});
