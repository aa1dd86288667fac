import { expect, test } from "vitest";
import { leavesOf, makeGraph } from "../graph/graph.ts";
import { describeNetwork, instantiate } from "../nn/network.ts";
import type { Mode } from "../nn/scope.ts";
import { imagesOf, memoryOf } from "../train/networkInputs.ts";
import { makeNetwork } from "./index.ts";

/** Name and extents of each layer. */
function layersOf(options: Readonly<Record<string, unknown>> = {}) {
  const { layers } = describeNetwork(makeNetwork("cnn002", options));
  return layers.map(({ name, shape }) => [name, ...shape]);
}

test("cnn002() has the source's 16 filters, and a weight for each place of their pooled maps", () => {
  const { parameters, parameterCount } = describeNetwork(makeNetwork("cnn002"));
  expect(parameters.map(({ name, shape }) => [name, ...shape])).toEqual([
    ["conv.weight", 16, 1, 3, 3],
    ["conv.bias", 16],
    ["output.weight", 10, 16 * 13 * 13],
    ["output.bias", 10],
  ]);
  expect(parameterCount).toBe(27_210);
});

test("cnn002() has smaller maps than images, or with padding same maps of their size", () => {
  expect(layersOf()).toEqual([
    ["conv", 16, 26, 26],
    ["pool", 16, 13, 13],
    ["logits", 10],
  ]);
  const same = { kernelSize: 4, padding: "same", width: 3, poolSize: 7, classes: 5 };
  expect(layersOf(same)).toEqual([
    ["conv", 3, 28, 28],
    ["pool", 3, 4, 4],
    ["logits", 5],
  ]);
});

test("cnn002() drops numbers out while it is trained, and then only", () => {
  const inputs = (mode: Mode, options = {}) => {
    const network = makeNetwork("cnn002", options);
    const { logits } = instantiate(network, imagesOf(network, 2), memoryOf(network, mode));
    return leavesOf(makeGraph({ logits }), "input").map(({ name }) => name);
  };
  expect(inputs("train")).toContain("random");
  expect(inputs("eval")).toEqual(["images"]);
  expect(inputs("train", { dropout: 0 })).toEqual(["images"]);
});
