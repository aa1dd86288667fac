import { expect, test } from "vitest";
import { leafScope } from "../../test/support/leafScope.ts";
import { runOnce } from "../../test/support/runOnce.ts";
import { shapeOf, type Value } from "../graph/node.ts";
import { constant } from "../ops/leaves.ts";
import { type SubsamplingOptions, subsample } from "./subsampling.ts";

const x = constant([1, 2, 5, 0, 3, 4, 0, 7], [1, 1, 2, 4]);
const settings = { activationFunction: "relu", beyond: "reflect" } as const;

function build(image: Value, options: SubsamplingOptions) {
  const record = leafScope();
  return { ...record, y: subsample(image, record.scope, options) };
}

test.each([
  ["avg" as const, [2.5, 3]],
  ["max" as const, [4, 7]],
])("subsample() by %s", (method, expected) => {
  const { y, parameters } = build(x, { ...settings, method });
  expect(shapeOf(y)).toEqual([1, 1, 1, 2]);
  expect(runOnce({ y }).y).toEqual(expected);
  expect(parameters).toEqual([]);
});

test("subsample() by blur weighs the neighbours of every second pixel", () => {
  const row = constant([1, 2, 3, 4, 5, 10], [1, 1, 1, 6]);
  const doubled = constant([1, 2, 3, 4, 5, 10, 1, 2, 3, 4, 5, 10], [1, 1, 2, 6]);
  const reflected = build(doubled, { ...settings, method: "blur" }).y;
  expect(runOnce({ y: reflected }).y).toEqual([1.5, 3, 6]); //  (2·2 + 1·2)/4, (2 + 2·3 + 4)/4, (4 + 2·5 + 10)/4
  const wrapped = build(doubled, { ...settings, method: "blur", beyond: "circular" }).y;
  expect(runOnce({ y: wrapped }).y).toEqual([3.5, 3, 6]); //    (10 + 2·1 + 2)/4
  expect(() => build(row, { ...settings, method: "blur" })).toThrow("needs at most 0");
});

test.each([
  [4, 2],
  [5, 3],
])("subsample() by blur takes a flat image of %i pixels to a flat one of %i", (extent, half) => {
  const flat = constant(new Array(2 * extent * extent).fill(3), [1, 2, extent, extent]);
  const { y } = build(flat, { ...settings, method: "blur" });
  expect(shapeOf(y)).toEqual([1, 2, half, half]);
  expect(new Set(runOnce({ y }).y)).toEqual(new Set([3]));
});

test("subsample() with trained coefficients scales the sum, shifts it and squashes it", () => {
  const { y, parameters } = build(x, { ...settings, method: "trainable" });
  expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([
    ["coefficient", [1]],
    ["bias", [1]],
  ]);
  expect(runOnce({ y }, { coefficient: [0.5], bias: [-5.5] }).y).toEqual([0, 0.5]);
});
