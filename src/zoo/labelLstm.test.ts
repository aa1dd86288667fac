import { expect, test } from "vitest";
import { describeNetwork } from "../nn/network.ts";
import { makeNetwork } from "./index.ts";

test("labelLstm() reads a number for each digit, and has the LSTM and the answers of cnnLstm()", () => {
  const network = makeNetwork("label-lstm");
  expect(network).toMatchObject({ inputShape: [2, 10], inputDtype: "f32" });
  const own = describeNetwork(network).parameters;
  const behindCnns = describeNetwork(makeNetwork("cnn-lstm")).parameters;
  expect(own.map(({ name, shape }) => [name, shape])).toEqual(
    behindCnns
      .filter(({ name }) => !name.startsWith("cnn"))
      .map(({ name, shape }) => [name, shape]),
  );
});

test("labelLstm() reads one number a step where labels are values", () => {
  const network = makeNetwork("label-lstm", { labels: "value", length: 4, hiddenSize: 8 });
  expect(network.inputShape).toEqual([4, 1]);
  const [weight] = describeNetwork(network).parameters;
  expect(weight).toMatchObject({ name: "lstm.weight_ih_l0", shape: [32, 1] });
});
