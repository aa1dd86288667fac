import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { ShapeError } from "../core/errors.ts";
import { add } from "../ops/add.ts";
import { affine } from "../ops/affine.ts";
import { input, state } from "../ops/leaves.ts";
import { flatten } from "../ops/reshape.ts";
import { tanh } from "../ops/tanh.ts";
import { conv } from "./conv.ts";
import { linear } from "./linear.ts";
import {
  describeNetwork,
  initialBuffers,
  initialParameters,
  instantiate,
  type Network,
  type NetworkMemory,
  splitVector,
} from "./network.ts";
import type { Mode } from "./scope.ts";

/** States for a network with so many parameters and buffers. */
const memory = (parameterCount: number, bufferCount = 0, mode: Mode = "train"): NetworkMemory => ({
  parameters: state("parameters", [parameterCount]),
  buffers: state("buffers", [bufferCount]),
  mode,
});

/** Adds what it has counted so far to every pixel, and counts on. */
const counting: Network = {
  ...tinyNetwork,
  name: "counting",
  build(x, scope) {
    const count = scope.buffer("count", { shape: [1], initialValue: 5 });
    scope.buffer("unused", { shape: [2], initialValue: 7 });
    scope.update("count", affine(count, 1, 1));
    return tinyNetwork.build(add(x, count), scope);
  },
};

const masked: Network = {
  ...tinyNetwork,
  name: "masked",
  build(x, scope) {
    const c1 = conv(x, scope.child("c1"), { outChannels: 2, kernelSize: [3, 4] });
    const connections = [[0], [0, 1], [1]];
    return flatten(conv(c1, scope.child("c2"), { outChannels: 3, kernelSize: 1, connections }));
  },
};

test("describeNetwork() lists parameters and layers with their multiply-adds", () => {
  const { parameters, parameterCount, trainableCount, layers } = describeNetwork(tinyNetwork);
  expect(parameters.map(({ name, shape, offset }) => [name, shape, offset])).toEqual([
    ["f1.weight", [5, 12], 0],
    ["f1.bias", [5], 60],
    ["output.weight", [3, 5], 65],
    ["output.bias", [3], 80],
  ]);
  expect([parameterCount, trainableCount]).toEqual([83, 83]);
  expect(layers).toEqual([
    { name: "f1", shape: [5], parameterCount: 65, macs: 60, receptiveField: null },
    { name: "logits", shape: [3], parameterCount: 18, macs: 15, receptiveField: null },
  ]);
});

test("describeNetwork() lists stages among the outputs, and counts them for their layer too", () => {
  const staged: Network = {
    ...tinyNetwork,
    build(x, scope) {
      const sums = linear(flatten(x), scope.child("f1"), { outFeatures: 5 });
      const f1 = scope.tap("f1", tanh(scope.child("f1").stage("sums", sums)));
      return linear(f1, scope.child("output"), { outFeatures: 3 });
    },
  };
  const { layers, outputs } = describeNetwork(staged);
  expect(layers).toEqual(describeNetwork(tinyNetwork).layers);
  const sums = { name: "f1.sums", shape: [5], parameterCount: 65, macs: 60, receptiveField: null };
  expect(outputs).toEqual([sums, ...layers]);
});

test("describeNetwork() tells what is stored from what is trained", () => {
  const { parameterCount, trainableCount } = describeNetwork(masked);
  expect(parameterCount).toBe(26 + 9);
  expect(trainableCount).toBe(26 + 7);
});

test("initialParameters() is zero where a mask cuts", () => {
  const { parameters } = describeNetwork(masked);
  const weight = splitVector(parameters, initialParameters(masked, 0)).get("c2.weight")!;
  expect([...weight].map((w) => w === 0)).toEqual([false, true, false, false, true, false]);
});

test("initialParameters() depends on the seed", () => {
  expect(initialParameters(tinyNetwork, 0)).toEqual(initialParameters(tinyNetwork, 0));
  expect(initialParameters(tinyNetwork, 1)).not.toEqual(initialParameters(tinyNetwork, 0));
});

test("initialParameters() of a layer stay when other layers come", () => {
  const deeper: Network = {
    ...tinyNetwork,
    build(x, scope) {
      const f0 = linear(flatten(x), scope.child("f0"), { outFeatures: 12 });
      return tinyNetwork.build(f0, scope);
    },
  };
  const of = (network: Network) =>
    splitVector(describeNetwork(network).parameters, initialParameters(network, 3));
  const [before, after] = [of(tinyNetwork), of(deeper)];
  expect([...after.keys()]).toEqual(["f0.weight", "f0.bias", ...before.keys()]);
  for (const [name, values] of before) expect(after.get(name)).toEqual(values);
});

test("splitVector() gives parts that share the vector's memory", () => {
  const vector = new Float32Array(83);
  splitVector(describeNetwork(tinyNetwork).parameters, vector).get("output.bias")![1] = 7;
  expect(vector.indexOf(7)).toBe(81);
});

test("instantiate() reads every parameter at its place", () => {
  const x = input("x", [1, 1, 3, 4]);
  const { logits, layers, parameters } = instantiate(tinyNetwork, x, memory(83));
  expect(Object.keys(layers)).toEqual(["f1", "logits"]);
  expect(layers.logits).toBe(logits);
  const vector = Float32Array.from({ length: 83 }, (_, i) => i);
  const values = runOnce(Object.fromEntries(parameters.map((value, i) => [i, value])), {
    parameters: vector,
  });
  expect(Object.values(values).flat()).toEqual([...vector]);
});

test("instantiate() refuses images and vectors of another size", () => {
  const x = input("x", [2, 1, 3, 4]);
  expect(() => instantiate(tinyNetwork, input("x", [2, 3, 3, 4]), memory(83))).toThrow(
    new ShapeError('Cannot build "tiny": x is [2, 3, 3, 4], needs [2, 1, 3, 4]'),
  );
  expect(() => instantiate(tinyNetwork, x, memory(84))).toThrow(
    new ShapeError('Cannot build "tiny": parameters are [84], needs [83]'),
  );
});

test("instantiate() updates all buffers as one vector in train mode, none in eval mode", () => {
  const x = input("x", [1, 1, 3, 4]);
  const { updates } = instantiate(counting, x, memory(83, 3));
  expect(initialBuffers(counting)).toEqual(Float32Array.of(5, 7, 7));
  const next = runOnce({ next: updates[0]!.value }, { buffers: initialBuffers(counting) });
  expect(next.next).toEqual([6, 7, 7]);
  expect(instantiate(counting, x, memory(83, 3, "eval")).updates).toEqual([]);
  expect(instantiate(tinyNetwork, x, memory(83)).updates).toEqual([]);
});

test("instantiate() names the layer that a shape does not fit", () => {
  const broken: Network = {
    ...tinyNetwork,
    build: (x, scope) =>
      conv(x, scope.child("block").child("c1"), { outChannels: 2, kernelSize: 5 }),
  };
  expect(() => describeNetwork(broken)).toThrow('Cannot convolve in layer "block.c1": ');
});
