import type { Backend } from "../../src/backends/backend.ts";
import { makeReferenceBackend } from "../../src/backends/reference/reference.ts";
import { resolveSettings } from "../../src/core/settings.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { loadDataset } from "../../src/data/loadDataset.ts";
import { initialNumbers } from "../../src/nn/network.ts";
import { latentCells, rowsOf } from "../../src/studies/latent/cells.ts";
import { latentData } from "../../src/studies/latent/data/cellData.ts";
import { type LatentSettings, latentSettings } from "../../src/studies/latent/settings.ts";
import { networkOf } from "../../src/studies/networkOf.ts";
import type { Cell, NetworkAtEpoch, TrainedCell } from "../../src/studies/study.ts";

import { keptEpochs } from "./keptEpochs.ts";

/** Settings of the latent study with networks small enough for plain loops; one seed, two epochs. */
export function smallLatentSettings(given: Partial<LatentSettings> = {}): LatentSettings {
  const small = { seeds: [0], width: 2, epochs: 2, batchSize: 8, pictureCount: 0 };
  return resolveSettings("latent", latentSettings, { given: { ...small, ...given } });
}

/** Shapes and textures of 16×16 pixels. */
export function smallLatentData(trainCount: number, testCount: number): Promise<Dataset> {
  const options = {
    label: "shape",
    pairing: "independent",
    testPairing: "independent",
    imageSize: 16,
  };
  return loadDataset("shapes-textures", { trainCount, testCount, options });
}

/** The training of a row with the first seed, of a network for images of 16×16 pixels. */
export function latentCell(row: string, settings: LatentSettings): Cell {
  const at = rowsOf(settings).findIndex(({ id }) => id === row);
  const cell = latentCells(settings)[at]!;
  return { ...cell, options: { ...cell.options, inputSize: 16 } };
}

/** A cell that became, in as many epochs as the settings have, what another seed begins with. */
export function trainedLatent(
  cell: Cell,
  dataset: Dataset,
  backend: Backend = makeReferenceBackend(),
): TrainedCell {
  const network = networkOf(cell);
  const kept: NetworkAtEpoch[] = keptEpochs(cell.epochs).map((epoch) => ({
    epoch,
    numbers: initialNumbers(network, cell.seed + 100 * epoch),
  }));
  const sources = { dataset, backend, trained: () => Promise.reject(new Error("not asked")) };
  return {
    cell,
    numbers: kept.at(-1)!.numbers,
    history: [],
    dataset: latentData(cell, sources),
    source: dataset,
    backend,
    async *epochs() {
      yield* kept;
    },
  };
}
