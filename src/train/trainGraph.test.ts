import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { tinyImages, tinyNetwork } from "../../test/support/tinyNetwork.ts";
import { leavesOf } from "../graph/graph.ts";
import { initialNumbers, type Network } from "../nn/network.ts";
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
    ["labels", "i32", [4]],
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

test("trainGraph() weighs the losses of both labels of mixed images by their shares", () => {
  const options = { network: tinyNetwork, optimiser: sgd(), batchSize: 4 };
  const { images } = tinyImages(4);
  const { parameters } = initialNumbers(tinyNetwork, 0);
  const [own, other] = [
    [0, 1, 2, 0],
    [2, 2, 1, 1],
  ];
  const lossOf = (isMixed: boolean, labels: readonly number[], share = 0) => {
    const { outputs } = trainGraph({ ...options, isMixed });
    const numbers = { images, parameters, labels, otherLabels: other, otherShare: [share] };
    return runOnce({ loss: outputs.loss! }, numbers).loss[0]!;
  };
  const [first, second] = [lossOf(false, own), lossOf(false, other)];
  expect(first).not.toBeCloseTo(second, 2);
  expect(lossOf(true, own, 0)).toBeCloseTo(first, 5);
  expect(lossOf(true, own, 1)).toBeCloseTo(second, 5);
  expect(lossOf(true, own, 0.25)).toBeCloseTo(0.75 * first + 0.25 * second, 5);
});

test("trainGraph() has floats where the network reads floats", () => {
  const network: Network = { ...tinyNetwork, inputDtype: "f32" };
  const graph = trainGraph({ network, optimiser: sgd(), batchSize: 4 });
  const images = leavesOf(graph, "input").find(({ name }) => name === "images");
  expect(images?.value.type).toEqual({ dtype: "f32", shape: [4, 1, 3, 4] });
});
