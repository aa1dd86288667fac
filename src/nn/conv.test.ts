import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { gradients } from "../autodiff/gradients.ts";
import { GraphError, ShapeError } from "../core/errors.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { constant } from "../ops/leaves.ts";
import { sum } from "../ops/sum.ts";
import { type ConvOptions, conv } from "./conv.ts";

/** 1 2 3 / 4 5 6 / 7 8 9 */
const square = constant([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]);

function build(x: Value, options: ConvOptions) {
  const record = leafScope();
  return { ...record, y: conv(x, record.scope, options) };
}

test("conv() multiplies, adds and adds the bias", () => {
  const { y } = build(square, { outChannels: 1, kernelSize: 2 });
  expect(runOnce({ y }, { weight: [1, 0, 0, 10], bias: [0.5] }).y).toEqual([
    51.5, 62.5, 84.5, 95.5,
  ]);
});

test.each([
  ["zero" as const, [0, 0, 0, 0, 1, 2, 0, 4, 5]],
  ["circular" as const, [9, 7, 8, 3, 1, 2, 6, 4, 5]],
  ["reflect" as const, [5, 4, 5, 2, 1, 2, 5, 4, 5]],
])("conv() with padding mode %s sees that beyond the edges", (paddingMode, seen) => {
  const { y } = build(square, { outChannels: 1, kernelSize: 3, padding: 1, paddingMode });
  expect(runOnce({ y }, { weight: [1, 0, 0, 0, 0, 0, 0, 0, 0] }).y).toEqual(seen);
});

test("conv() strides over zero padding", () => {
  const { y } = build(square, { outChannels: 1, kernelSize: 1, stride: 2, padding: [1, 0] });
  expect(runOnce({ y }, { weight: [1] }).y).toEqual([0, 0, 4, 6, 0, 0]);
});

test("conv() dilates its window", () => {
  const wide = constant([1, 2, 3, 4, 5], [1, 1, 1, 5]);
  const { y } = build(wide, { outChannels: 1, kernelSize: [1, 3], dilation: 2, useBias: false });
  expect(runOnce({ y }, { weight: [1, 10, 100] }).y).toEqual([531]);
});

test.each([
  ["zero" as const, [8, 9, 0]],
  ["circular" as const, [8, 9, 7]],
])("conv() with padding same and mode %s keeps the image's extents", (paddingMode, last) => {
  const options = { outChannels: 1, kernelSize: 3, useBias: false, paddingMode };
  const { y } = build(square, { ...options, padding: "same" });
  expect(shapeOf(y)).toEqual([1, 1, 3, 3]);
  // The tap to the right of the centre.
  expect(runOnce({ y }, { weight: [0, 0, 0, 0, 0, 1, 0, 0, 0] }).y.slice(6)).toEqual(last);
});

test("conv() over the whole image is one number a channel", () => {
  const { y } = build(square, { outChannels: 2, kernelSize: 3 });
  expect(shapeOf(y)).toEqual([1, 2, 1, 1]);
  const weight = [...new Array(9).fill(1), ...new Array(9).fill(-1)];
  expect(runOnce({ y }, { weight, bias: [0, 1] }).y).toEqual([45, -44]);
});

test("conv() with groups takes its channels apart, with useBias false has no bias", () => {
  const x = constant([1, 2], [1, 2, 1, 1]);
  const { y, parameters } = build(x, { outChannels: 2, kernelSize: 1, groups: 2, useBias: false });
  expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([["weight", [2, 1, 1, 1]]]);
  expect(runOnce({ y }, { weight: [10, 100] }).y).toEqual([10, 200]);
});

test("conv() reads and learns along its connections only", () => {
  const x = constant([1, 2, 3], [1, 3, 1, 1]);
  const connections = [[0, 2], [1]];
  const { y, values } = build(x, { outChannels: 2, kernelSize: 1, useBias: false, connections });
  const [gradient] = gradients(sum(y), values);
  const results = runOnce({ y, gradient: gradient! }, { weight: [1, 1, 1, 1, 1, 1] });
  expect(results).toEqual({ y: [4, 2], gradient: [1, 0, 3, 0, 2, 0] });
});

test("conv() refuses groups that do not divide the channels", () => {
  const x = constant([1, 2, 3], [1, 3, 1, 1]);
  expect(() => build(x, { outChannels: 2, kernelSize: 1, groups: 2 })).toThrow(
    new ShapeError("Cannot build conv: groups = 2 with 3 input channels, needs a divisor of 3"),
  );
});

test.each([[[[0]]], [[[0], [1]]], [[[0], []]]])(
  "conv() refuses connections = %j",
  (connections) => {
    expect(() => build(square, { outChannels: 2, kernelSize: 1, connections })).toThrow(
      new GraphError(
        `Cannot build conv: connections = ${JSON.stringify(connections)}, needs 2 lists of channels 0 to 0`,
      ),
    );
  },
);
