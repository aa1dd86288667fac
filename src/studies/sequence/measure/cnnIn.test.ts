import { expect, test } from "vitest";
import { bars } from "../../../../test/support/bars.ts";
import { everyBackend } from "../../../../test/support/everyBackend.ts";
import {
  cellOfRow,
  smallSettings,
  untrainedNetwork,
} from "../../../../test/support/smallSequence.ts";
import { digitPairs, reversedOrder } from "../../../data/generated/thirdTerms.ts";
import { describeNetwork, splitVector } from "../../../nn/network.ts";
import { outputsOf } from "../../../train/outputsOf.ts";
import { holdNetwork } from "../../../train/states.ts";
import type { TrainedNetwork } from "../../study.ts";
import { digitOutputs } from "../data/outputs.ts";
import { toldPairs } from "../data/toldPairs.ts";
import { cnnIn } from "./cnnIn.ts";

const settings = smallSettings();
const whole = untrainedNetwork(cellOfRow("model2", settings));
const alone = untrainedNetwork(cellOfRow("cnn1", settings)).network;
const cnnOf = (place: 1 | 2): TrainedNetwork => ({
  network: alone,
  numbers: cnnIn(whole, place, alone),
});

/** Model-1's LSTM with the weights of model-2's. */
function lstmOfWhole(): TrainedNetwork {
  const { network } = untrainedNetwork(cellOfRow("lstm", settings));
  const { parameters: specs, parameterCount } = describeNetwork(network);
  const parts = splitVector(describeNetwork(whole.network).parameters, whole.numbers.parameters);
  const parameters = new Float32Array(parameterCount);
  for (const { name, offset } of specs) parameters.set(parts.get(name)!, offset);
  return { network, numbers: { parameters, buffers: new Float32Array() } };
}

test("cnnIn() takes each place's own weights", () => {
  const parts = splitVector(describeNetwork(whole.network).parameters, whole.numbers.parameters);
  for (const place of [1, 2] as const) {
    const { parameters } = describeNetwork(alone);
    const own = splitVector(parameters, cnnOf(place).numbers.parameters);
    for (const { name } of parameters)
      expect(own.get(name)).toEqual(parts.get(`cnn${place}.${name}`));
  }
  expect(cnnOf(1).numbers.parameters).not.toEqual(cnnOf(2).numbers.parameters);
});

test.each(everyBackend())(
  "cnnIn() gives CNNs of which an LSTM of the same weights makes model-2's answers to the bit, on %s",
  (_, backend) => {
    const digits = bars(10);
    const [first, second] = [cnnOf(1), cnnOf(2)].map((cnn) => digitOutputs(cnn, backend));
    const told = toldPairs(digits, {
      partner: reversedOrder(10),
      told: "logits",
      first: first!,
      second: second!,
    });
    const answersOf = ({ network, numbers }: TrainedNetwork, set: typeof told) =>
      outputsOf(set, { network, backend, states: holdNetwork(numbers, backend) });
    expect(answersOf(lstmOfWhole(), told)).toEqual(answersOf(whole, digitPairs(digits)));
  },
);

test("cnnIn() refuses a network that holds no such CNN", () => {
  const lstm = untrainedNetwork(cellOfRow("lstm", settings));
  expect(() => cnnIn(lstm, 2, alone)).toThrow(
    new RangeError(
      'Cannot take CNN 2 out of "label-lstm": it has no "cnn2.conv.weight", needs a CNN for each place',
    ),
  );
});
