import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { constant } from "../ops/leaves.ts";
import { type ConvolutionName, convolutions } from "./convolution.ts";
import { makeScope } from "./scope.ts";

test.each<[ConvolutionName, number[]]>([
  ["standard", [0, 1, 2]],
  ["circular", [3, 1, 2]],
])("convolutions.%s() sees its neighbours and what lies beyond the edge", (name, expected) => {
  const image = constant([1, 2, 3], [1, 1, 1, 3]);
  const { scope } = makeScope({
    mode: "train",
    parameter: () => constant([1, 0, 0], [1, 1, 1, 3]),
    buffer: () => constant(0),
  });
  const options = { outChannels: 1, kernelSize: [1, 3], padding: [0, 1], useBias: false } as const;
  const y = convolutions[name](image, scope.child("conv1"), options);
  expect(runOnce({ y }).y).toEqual(expected);
});
