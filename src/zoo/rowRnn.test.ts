import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { describeNetwork, initialParameters, instantiate } from "../nn/network.ts";
import { imagesOf, memoryOf } from "../train/networkInputs.ts";
import { makeNetwork } from "./index.ts";

test.each([
  ["row-lstm", 4 * 128 * (28 + 128 + 2)],
  ["row-gru", 3 * 128 * (28 + 128 + 2)],
])("rowRnn() as %s has one layer of 128 units, and a linear layer", (name, count) => {
  expect(describeNetwork(makeNetwork(name)).parameterCount).toBe(count + 10 * (128 + 1));
});

test("rowRnn() stacks layers", () => {
  const { parameters } = describeNetwork(makeNetwork("row-gru", { layers: 2, hiddenSize: 4 }));
  expect(parameters.map(({ name, shape }) => [name, ...shape])).toContainEqual([
    "gru.weight_ih_l1",
    12,
    4,
  ]);
});

test("rowRnn() reads rows from top to bottom: it forgets the first ones most", () => {
  const network = makeNetwork("row-lstm", { hiddenSize: 8 });
  const { logits } = instantiate(network, imagesOf(network, 3), memoryOf(network, "eval"));
  const images = new Uint8Array(3 * 784);
  images.fill(255, 784, 784 + 28); //        the second image has a line at the top,
  images.fill(255, 3 * 784 - 28, 3 * 784); // the third one at the bottom
  const parameters = initialParameters(network, 0);
  const results = runOnce({ logits }, { images, parameters }).logits;
  const change = (n: number) =>
    Math.max(...results.slice(10 * n, 10 * n + 10).map((y, i) => Math.abs(y - results[i]!)));
  expect(change(1)).toBeLessThan(change(2) / 100);
  expect(change(1)).toBeGreaterThan(0);
});
