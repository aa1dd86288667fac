import { expect, test } from "vitest";
import { describeNetwork } from "../../nn/network.ts";
import type { StoredTensor } from "../../storage/safetensors.ts";
import type { Cell } from "../../studies/study.ts";
import { plainRecipe, type Recipe } from "../../train/recipe.ts";
import { makeNetwork } from "../../zoo/index.ts";
import { keptStates } from "./keptStates.ts";

const network = "pooled-mlp";
const { parameterCount } = describeNetwork(makeNetwork(network));

function cellWith(changes: Partial<Recipe>, momentum = 0): Cell {
  const fixed = { id: "a", network, options: {}, seed: 0, epochs: 2, batchSize: 4, factors: {} };
  return { ...fixed, learningRate: 0.1, momentum, recipe: { ...plainRecipe, ...changes } };
}

function tensorsOf(lengths: Readonly<Record<string, number>>): Map<string, StoredTensor> {
  return new Map(
    Object.entries(lengths).map(([name, length]) => {
      return [name, { dtype: "f32", shape: [length], data: new Float32Array(length) }] as const;
    }),
  );
}

const momentum = tensorsOf({ "f1.weight": 7, "training/momentum": parameterCount });

test("keptStates() keeps all where the training is the same", () => {
  const kept = keptStates(momentum, cellWith({}, 0.9), { isOtherOptimiser: false });
  expect(kept).toEqual({ tensors: momentum, dropped: [], begun: [] });
});

test("keptStates() drops what the new training has no use for", () => {
  const { tensors, dropped, begun } = keptStates(momentum, cellWith({}), {
    isOtherOptimiser: false,
  });
  expect([[...tensors.keys()], dropped, begun]).toEqual([["f1.weight"], ["momentum"], []]);
});

test("keptStates() drops another optimiser's, also where the name is the same", () => {
  const cell = cellWith({ optimiser: "lars" }, 0.9);
  const { tensors, dropped, begun } = keptStates(momentum, cell, { isOtherOptimiser: true });
  expect([...tensors.keys()]).toEqual(["f1.weight"]);
  expect([dropped, begun]).toEqual([["momentum"], ["momentum"]]);
});

test("keptStates() names what begins as zeros", () => {
  const { begun } = keptStates(tensorsOf({ "f1.weight": 7 }), cellWith({ optimiser: "adam" }), {
    isOtherOptimiser: true,
  });
  expect(begun.toSorted()).toEqual([
    "gradientMean",
    "gradientMeanShare",
    "gradientSquare",
    "gradientSquareShare",
  ]);
});

test("keptStates() keeps averages of the weights under another optimiser", () => {
  const averages = tensorsOf({
    "training/parameters": parameterCount,
    "training/parametersAverage": parameterCount,
    "training/averageStarted": 1,
  });
  const cell = cellWith({ optimiser: "adam", averageDecay: 0.9 });
  const { tensors, dropped } = keptStates(averages, cell, { isOtherOptimiser: true });
  expect([tensors, dropped]).toEqual([averages, []]);
});
