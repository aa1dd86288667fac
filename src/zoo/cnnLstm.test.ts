import { expect, test } from "vitest";
import { runOnce } from "../../test/support/runOnce.ts";
import { makeGraph, nodesOf } from "../graph/graph.ts";
import { describeNetwork, initialParameters, instantiate, splitVector } from "../nn/network.ts";
import { softmaxOp } from "../ops/softmax.ts";
import { imagesOf, memoryOf } from "../train/networkInputs.ts";
import { makeNetwork } from "./index.ts";

const small = { inputSize: 8, width: 2, dropout: 0, hiddenSize: 3 };

test("cnnLstm() has a CNN for each image, an LSTM of 128 units, and 28 answers", () => {
  const { layers, parameterCount } = describeNetwork(makeNetwork("cnn-lstm"));
  expect(layers.map(({ name, shape }) => [name, ...shape])).toEqual([
    ["cnn1.conv", 16, 26, 26],
    ["cnn1.pool", 16, 13, 13],
    ["cnn2.conv", 16, 26, 26],
    ["cnn2.pool", 16, 13, 13],
    ["lstm", 128],
    ["logits", 28],
  ]);
  const [cnn, lstm, output] = [27_210, 4 * 128 * (10 + 128 + 2), 28 * (128 + 1)];
  expect(parameterCount).toBe(2 * cnn + lstm + output);
});

test("cnnLstm() with a shared CNN has one, for sequences of any length", () => {
  const network = makeNetwork("cnn-lstm", { ...small, cnns: "shared", length: 3 });
  expect(network.inputShape).toEqual([3, 1, 8, 8]);
  const { parameters, layers } = describeNetwork(network);
  expect(new Set(parameters.map(({ name }) => name.split(".")[0]))).toEqual(
    new Set(["cnn", "lstm", "output"]),
  );
  expect(layers[0]).toMatchObject({ name: "cnn.conv", shape: [2, 6, 6] });
});

test("cnnLstm() shows each CNN its own image, and gives the same as a shared one of equal weights", () => {
  const apart = makeNetwork("cnn-lstm", small);
  const shared = makeNetwork("cnn-lstm", { ...small, cnns: "shared" });
  const images = Array.from({ length: 2 * 2 * 64 }, (_, i) => (i * 89) % 256);
  const weights = splitVector(describeNetwork(shared).parameters, initialParameters(shared, 0));
  const repeated = describeNetwork(apart).parameters.flatMap(({ name }) => [
    ...weights.get(name.replace(/^cnn\d/, "cnn"))!,
  ]);
  const logitsOf = (network: typeof apart, parameters: ArrayLike<number>) => {
    const built = instantiate(network, imagesOf(network, 2), memoryOf(network, "eval"));
    return runOnce({ logits: built.logits }, { images, parameters }).logits;
  };
  const own = logitsOf(apart, repeated);
  expect(own).toEqual(logitsOf(shared, initialParameters(shared, 0)));
  expect(own.slice(0, 28)).not.toEqual(own.slice(28));
});

test("cnnLstm() reads probabilities, or logits where it is told so", () => {
  const readsOf = (reads: string) => {
    const network = makeNetwork("cnn-lstm", { ...small, reads });
    const { logits } = instantiate(network, imagesOf(network, 2), memoryOf(network, "eval"));
    return nodesOf(makeGraph({ logits })).some(({ op }) => op === softmaxOp);
  };
  expect([readsOf("probabilities"), readsOf("logits")]).toEqual([true, false]);
});
