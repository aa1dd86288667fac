import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { type PoolingName, poolings } from "./pooling.ts";
import { makeScope } from "./scope.ts";

const image = constant([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], [1, 1, 4, 4]);
const { scope } = makeScope({
  mode: "train",
  parameter: () => constant(0),
  buffer: () => constant(0),
});

test.each<[PoolingName, number[]]>([
  ["max", [6, 8, 14, 16]],
  ["avg", [3.5, 5.5, 11.5, 13.5]],
  ["blur", [3.5, 5, 9.5, 11]],
])("poolings.%s() halves an image", (name, expected) => {
  const y = poolings[name](image, scope.child(name), { kernelSize: 2, stride: 2 });
  expect(runOnce({ y }).y).toEqual(expected);
});

test.each<[PoolingName, number[]]>([
  ["max", [6, 8, 14, 16]],
  ["avg", [3.5, 5, 9.5, 11]],
])("poolings.%s() does not count what lies beyond the edges", (name, expected) => {
  const y = poolings[name](image, scope.child(name), { kernelSize: 3, stride: 2, padding: 1 });
  expect(runOnce({ y }).y).toEqual(expected);
});
