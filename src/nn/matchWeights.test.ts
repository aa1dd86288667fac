import { expect, test } from "vitest";
import { headedNetwork } from "../../test/support/headedNetwork.ts";
import type { Shape } from "../core/shape.ts";
import { matchWeights } from "./matchWeights.ts";

const network = headedNetwork(3);
const whole: Readonly<Record<string, Shape>> = {
  "stem.weight": [2, 2, 1, 1],
  "stem.bias": [2],
  "norm.running_mean": [1],
  "fc.weight": [3, 8],
  "fc.bias": [3],
};
const names = ["stem.weight", "stem.bias", "fc.weight", "fc.bias", "norm.running_mean"];
const thousand: Readonly<Record<string, Shape>> = {
  ...whole,
  "fc.weight": [1000, 8],
  "fc.bias": [1000],
};
const stored = (shapes: Readonly<Record<string, Shape>>) =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, { shape }]));

test("matchWeights() finds every parameter and buffer of a file that is the network's", () => {
  expect(matchWeights(network, stored(whole))).toEqual({
    fitting: names,
    missing: [],
    unexpected: [],
    misshaped: [],
    replaced: [],
    ignored: [],
  });
});

test("matchWeights() tells missing, unexpected and misshaped tensors apart, and passes over counters", () => {
  const { "fc.bias": _bias, ...others } = whole;
  const match = matchWeights(
    network,
    stored({
      ...others,
      "stem.bias": [4],
      "norm.num_batches_tracked": [],
      "aux.fc.weight": [3, 8],
    }),
  );
  expect(match).toEqual({
    fitting: ["stem.weight", "fc.weight", "norm.running_mean"],
    missing: ["fc.bias"],
    unexpected: ["aux.fc.weight"],
    misshaped: [{ name: "stem.bias", found: [4], needed: [2] }],
    replaced: [],
    ignored: ["norm.num_batches_tracked"],
  });
});

test("matchWeights() lets a classifier for other classes begin anew only when it is asked to", () => {
  const head = [
    { name: "fc.weight", found: [1000, 8], needed: [3, 8] },
    { name: "fc.bias", found: [1000], needed: [3] },
  ];
  expect(matchWeights(network, stored(thousand))).toMatchObject({ misshaped: head, replaced: [] });
  expect(matchWeights(network, stored(thousand), "replace")).toMatchObject({
    fitting: ["stem.weight", "stem.bias", "norm.running_mean"],
    misshaped: [],
    replaced: head,
  });
});

test("matchWeights() keeps a classifier of as many classes even when it may be replaced", () => {
  expect(matchWeights(network, stored(whole), "replace")).toMatchObject({
    fitting: names,
    replaced: [],
  });
});

test.each<[string, Shape]>([
  ["fc.weight", [1000, 9]],
  ["fc.weight", [1000]],
  ["stem.bias", [1000]],
])(
  "matchWeights() replaces nothing that differs in more than the classes: %s %j",
  (name, found) => {
    const match = matchWeights(network, stored({ ...whole, [name]: found }), "replace");
    expect(match.replaced).toEqual([]);
    expect(match.misshaped).toHaveLength(1);
  },
);

test("matchWeights() does not take another layer of as many outputs for the classifier", () => {
  const two = headedNetwork(2);
  const match = matchWeights(two, stored({ ...whole, "stem.bias": [5] }), "replace");
  expect(match.misshaped).toEqual([{ name: "stem.bias", found: [5], needed: [2] }]);
  expect(match.replaced.map(({ name }) => name)).toEqual(["fc.weight", "fc.bias"]);
});
