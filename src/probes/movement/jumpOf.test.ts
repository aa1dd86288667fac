import { expect, test } from "vitest";
import type { Value } from "../../graph/node.ts";
import { instantiate } from "../../nn/network.ts";
import { avgPool2d } from "../../ops/avgPool2d.ts";
import { conv2d } from "../../ops/conv2d.ts";
import { input } from "../../ops/leaves.ts";
import { tanh } from "../../ops/tanh.ts";
import { memoryOf } from "../../train/networkInputs.ts";
import { makeNetwork } from "../../zoo/index.ts";
import { jumpOf } from "./jumpOf.ts";

function layersOf(name: string, options: Readonly<Record<string, string>>): Record<string, Value> {
  const network = makeNetwork(name, options);
  const x = input("x", [1, ...network.inputShape]);
  return instantiate(network, x, memoryOf(network, "eval")).layers;
}

test.each([
  {},
  { subsampling: "max" },
  { subsampling: "blur" },
  { subsampling: "trainable" },
  { padding: "circular" },
  { padding: "circular", subsampling: "blur", activation: "scaledTanh" },
])("jumpOf() LeNet-5 with %j is 1, 2, 2, 4", (options) => {
  const layers = layersOf("lenet5", options);
  expect(["c1", "s2", "c3", "s4"].map((name) => jumpOf(layers[name]!))).toEqual([1, 2, 2, 4]);
});

test("jumpOf() multiplies the strides on the way, of columns and not of rows", () => {
  const x = input("x", [1, 1, 32, 32]);
  const weight = input("weight", [1, 1, 3, 3]);
  expect(jumpOf(x)).toBe(1);
  const strided = conv2d(tanh(x), { weight }, { stride: [5, 3] });
  expect(jumpOf(strided)).toBe(3);
  expect(jumpOf(avgPool2d(strided, { kernelSize: 2 }))).toBe(6);
  expect(jumpOf(layersOf("pooled-mlp", {}).s0!)).toBe(4);
});
