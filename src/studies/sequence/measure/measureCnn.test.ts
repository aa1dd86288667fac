import { expect, test } from "vitest";
import {
  barDigits,
  cellOfRow,
  smallSettings,
  untrainedNetwork,
} from "../../../../test/support/smallSequence.ts";
import { makeReferenceBackend } from "../../../backends/reference/reference.ts";
import { describeNetwork, initialNumbers, splitVector } from "../../../nn/network.ts";
import type { NetworkAtEpoch } from "../../study.ts";
import { comparedDigits, measureCnn } from "./measureCnn.ts";

const { network } = untrainedNetwork(cellOfRow("cnn1", smallSettings()));
const source = barDigits(100, 40);
const backend = makeReferenceBackend();
const options = { network, place: 2, source, backend, fitCount: 30, askedCount: 40 } as const;

const kept: readonly NetworkAtEpoch[] = [0, 1, 2].map((epoch) => ({
  epoch,
  numbers: initialNumbers(network, epoch),
}));

const filtersOf = ({ numbers }: NetworkAtEpoch) => [
  ...splitVector(describeNetwork(network).parameters, numbers.parameters).get("conv.weight")!,
];

test("measureCnn() keeps the filters of every epoch", async () => {
  const { place, filterShape, epochs } = await measureCnn(kept, options);
  expect([place, filterShape]).toEqual([2, [2, 1, 3, 3]]);
  expect(epochs.map(({ epoch, filters }) => [epoch, filters])).toEqual(
    kept.map((own) => [own.epoch, filtersOf(own)]),
  );
});

test("measureCnn() reads digits out of maps before and after training only", async () => {
  const { epochs } = await measureCnn(kept, options);
  expect(epochs.map(({ maps }) => maps !== null)).toEqual([true, false, true]);
  for (const { outputs, maps } of epochs) {
    for (const readout of maps ? [outputs, maps] : [outputs]) {
      expect(readout.low).toBeLessThanOrEqual(readout.share);
      expect(readout.high).toBeGreaterThanOrEqual(readout.share);
    }
  }
  // Bars of ten widths can be told apart by where they end.
  expect(epochs[0]!.maps!.share).toBe(1);
});

test("measureCnn() has no number for what can be read out of a CNN that is blind", async () => {
  const { parameters, buffers } = initialNumbers(network, 0);
  const blind = [{ epoch: 0, numbers: { parameters: parameters.map(() => 0), buffers } }];
  const { epochs, answers, outputs } = await measureCnn(blind, options);
  expect(epochs[0]!.outputs).toEqual({ share: Number.NaN, low: Number.NaN, high: Number.NaN });
  expect(outputs.trained.every((output) => output === 0)).toBe(true);
  // All outputs are equally large: the first one is taken.
  expect(answers.filter((_, at) => at % 10 === 0)).toEqual(new Array(10).fill(4));
});

test("measureCnn() counts which output is the largest for which digit", async () => {
  const { answers } = await measureCnn(kept, options);
  const ofDigit = Array.from({ length: 10 }, (_, digit) =>
    answers.slice(10 * digit, 10 * digit + 10),
  );
  for (const own of ofDigit) expect(own.reduce((sum, count) => sum + count)).toBe(4);
  // The four bars of a digit are the same.
  for (const own of ofDigit) expect(Math.max(...own)).toBe(4);
});

test("measureCnn() compares CNNs by what they say of some test digits at most", async () => {
  const { outputs } = await measureCnn(kept, options);
  expect([outputs.untrained.length, outputs.trained.length]).toEqual([400, 400]);
  expect(comparedDigits).toBe(300);
  expect(outputs.untrained).not.toEqual(outputs.trained);
});
