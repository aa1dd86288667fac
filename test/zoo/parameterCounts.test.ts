import { expect, test } from "vitest";
import { sizeOf } from "../../src/core/shape.ts";
import { describeNetwork } from "../../src/nn/network.ts";
import { makeNetwork } from "../../src/zoo/index.ts";

const original = { subsampling: "trainable", activation: "scaledTanh", output: "rbf" };

test.each([
  // LeCun et al. 1998 print 60,000 for the whole network; the weights that table I cuts out are stored beside them.
  ["lenet5", original, 60_000, 60_900],
  ["lenet5", {}, 60_806, 61_706],
  ["lenet5", { padding: "circular" }, 60_806, 61_706],
  ["lenet5-full", {}, 61_706, 61_706],
  ["mlp", {}, 105_214, 105_214],
  ["pooled-mlp", {}, 17_014, 17_014],
])("%s %j has its published number of parameters", (name, options, trained, stored) => {
  const { trainableCount, parameterCount } = describeNetwork(makeNetwork(name, options));
  expect({ trainableCount, parameterCount }).toEqual({
    trainableCount: trained,
    parameterCount: stored,
  });
});

test("lenet5 as of 1998 has its published parameters layer by layer", () => {
  const counts: Record<string, number> = {};
  for (const { name, shape, mask } of describeNetwork(makeNetwork("lenet5", original)).parameters) {
    const layer = name.split(".")[0]!;
    const trained = mask ? mask.filter((kept) => kept === 1).length : sizeOf(shape);
    counts[layer] = (counts[layer] ?? 0) + trained;
  }
  expect(counts).toEqual({ c1: 156, s2: 12, c3: 1_516, s4: 32, c5: 48_120, f6: 10_164 });
});

test("lenet5 has its published maps", () => {
  const shapes = describeNetwork(makeNetwork("lenet5")).layers.map(({ name, shape }) => [
    name,
    ...shape,
  ]);
  expect(shapes).toEqual([
    ["c1", 6, 28, 28],
    ["s2", 6, 14, 14],
    ["c3", 16, 10, 10],
    ["s4", 16, 5, 5],
    ["c5", 120, 1, 1],
    ["f6", 84],
    ["logits", 10],
  ]);
});
