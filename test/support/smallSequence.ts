import type { Backend } from "../../src/backends/backend.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { resolveSettings } from "../../src/core/settings.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { initialNumbers } from "../../src/nn/network.ts";
import { networkOf } from "../../src/studies/networkOf.ts";
import { rowsOf, sequenceCells } from "../../src/studies/sequence/cells.ts";
import { type SequenceSettings, sequenceSettings } from "../../src/studies/sequence/settings.ts";
import type { Cell, CellSources, TrainedNetwork } from "../../src/studies/study.ts";
import { bars } from "./bars.ts";

/** Settings of the sequence study whose networks are small enough for plain loops; one seed. */
export function smallSettings(given: Partial<SequenceSettings> = {}): SequenceSettings {
  const small = { seeds: [0], filters: 2, hiddenSize: 3, fitCount: 20, askedCount: 20 };
  return resolveSettings("sequence", sequenceSettings, { given: { ...small, ...given } });
}

/** Bars as if they were digits. */
export function barDigits(trainCount: number, testCount: number): Dataset {
  const classes = Array.from({ length: 10 }, (_, digit) => String(digit));
  const [train, test] = [bars(trainCount), bars(testCount)];
  return { name: "bars", title: "bars", generated: true, note: "", classes, train, test };
}

/** The training of a row, with the first seed. */
export function cellOfRow(row: string, settings: SequenceSettings): Cell {
  const at = rowsOf(settings).findIndex(({ id }) => id === row);
  return sequenceCells(settings)[at]!;
}

/** What a cell's network is before it learns. */
export function untrainedNetwork(cell: Cell): TrainedNetwork {
  const network = networkOf(cell);
  return { network, numbers: initialNumbers(network, cell.seed) };
}

/** Sources in which every cell is done and has learned nothing. */
export function untrainedSources(
  settings: SequenceSettings,
  dataset: Dataset,
  backend: Backend = makeReferenceBackend(),
): CellSources {
  const cells = new Map(sequenceCells(settings).map((cell) => [cell.id, cell]));
  return { dataset, backend, trained: async (id) => untrainedNetwork(cells.get(id)!) };
}
