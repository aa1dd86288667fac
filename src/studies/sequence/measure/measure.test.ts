import { expect, test } from "vitest";
import {
  barDigits,
  cellOfRow,
  smallSettings,
  untrainedNetwork,
  untrainedSources,
} from "../../../../test/support/smallSequence.ts";
import { initialNumbers } from "../../../nn/network.ts";
import type { NetworkAtEpoch, TrainedCell } from "../../study.ts";
import { sequenceData } from "../data/cellData.ts";
import { digitOutputs } from "../data/outputs.ts";
import { cnnIn } from "./cnnIn.ts";
import { measureSequence } from "./measure.ts";

const settings = smallSettings();
const digits = barDigits(100, 40);
const sources = untrainedSources(settings, digits);

/** A cell that became, in two epochs, what another seed begins with. */
async function trainedCell(row: string): Promise<TrainedCell> {
  const cell = cellOfRow(row, settings);
  const { network, numbers: first } = untrainedNetwork(cell);
  const last = initialNumbers(network, 99);
  const kept: NetworkAtEpoch[] = [first, last].map((numbers, at) => ({ epoch: 2 * at, numbers }));
  return {
    cell,
    numbers: last,
    history: [],
    dataset: await sequenceData(cell, sources),
    source: digits,
    backend: sources.backend,
    async *epochs() {
      yield* kept;
    },
  };
}

test("measureSequence() asks a CNN alone, from its beginning to its end", async () => {
  for (const [row, place] of [
    ["cnn1", 1],
    ["cnn2", 2],
  ] as const) {
    const { cnns, pairs } = await measureSequence(await trainedCell(row), settings);
    expect(pairs).toBeNull();
    expect(cnns.map((cnn) => [cnn.place, cnn.epochs.map(({ epoch }) => epoch)])).toEqual([
      [place, [0, 2]],
    ]);
  }
});

test("measureSequence() asks both CNNs within model-2 as if they were alone", async () => {
  const trained = await trainedCell("model2");
  const { cnns, pairs } = await measureSequence(trained, settings);
  expect(cnns.map(({ place }) => place)).toEqual([1, 2]);
  expect(pairs?.counts.reduce((sum, count) => sum + count)).toBe(40);
  const { network: whole } = untrainedNetwork(trained.cell);
  const { network } = untrainedNetwork(cellOfRow("cnn1", settings));
  for (const { place, outputs } of cnns) {
    const numbers = cnnIn({ network: whole, numbers: trained.numbers }, place, network);
    const said = digitOutputs({ network, numbers }, trained.backend)(digits.test);
    outputs.trained.forEach((output, at) => {
      expect(output).toBe(Number(said[at]!.toPrecision(6)));
    });
  }
  expect(cnns[0]!.epochs[1]!.filters).not.toEqual(cnns[1]!.epochs[1]!.filters);
});

test.each(["lstm", "lstm-value", "model2-rate10"])(
  "measureSequence() asks %s for its answers alone",
  async (row) => {
    const { cnns, pairs } = await measureSequence(await trainedCell(row), settings);
    expect(cnns).toEqual([]);
    expect(pairs?.right).toHaveLength(100);
  },
);
