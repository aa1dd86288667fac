import { expect, test } from "vitest";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { UsageError } from "../core/errors.ts";
import { evaluateGraph } from "./evaluateGraph.ts";

test("evaluateGraph() gives predictions and the layers that are asked for", () => {
  const { outputs } = evaluateGraph({ network: tinyNetwork, batchSize: 2, layers: ["f1"] });
  expect(Object.entries(outputs).map(([name, { type }]) => [name, type])).toEqual([
    ["predictions", { dtype: "i32", shape: [2] }],
    ["f1", { dtype: "f32", shape: [2, 5] }],
  ]);
});

test("evaluateGraph() names the layers there are", () => {
  expect(() => evaluateGraph({ network: tinyNetwork, batchSize: 2, layers: ["c1"] })).toThrow(
    new UsageError('Cannot look into "tiny": it has no layer "c1", needs "f1" or "logits"'),
  );
});
