import { expect, test } from "vitest";
import { tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { leavesOf } from "../graph/graph.ts";
import { sgd } from "./sgd.ts";
import { trainGraph } from "./trainGraph.ts";

test("trainGraph() takes bytes and a learning rate, and gives loss and predictions", () => {
  const graph = trainGraph({
    network: tinyNetwork,
    optimiser: sgd({ momentum: 0.9 }),
    batchSize: 4,
  });
  const types = (kind: "input" | "state") =>
    leavesOf(graph, kind).map(({ name, value: { type } }) => [name, type.dtype, type.shape]);
  expect(types("input")).toEqual([
    ["images", "u8", [4, 1, 3, 4]],
    ["labels", "u8", [4]],
    ["learningRate", "f32", []],
  ]);
  expect(types("state")).toEqual([
    ["parameters", "f32", [83]],
    ["momentum", "f32", [83]],
  ]);
  expect(Object.keys(graph.outputs)).toEqual(["loss", "predictions"]);
});

test("trainGraph() can show every layer, each before what is computed from it", () => {
  const options = { network: tinyNetwork, optimiser: sgd(), batchSize: 4, withLayers: true };
  const names = Object.keys(trainGraph(options).outputs);
  expect(names).toEqual(["layer/f1", "layer/logits", "loss", "predictions"]);
});
