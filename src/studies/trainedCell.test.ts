import { mkdirSync, mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { labelPairs } from "../../test/support/labelPairs.ts";
import { makeReferenceBackend } from "../backends/reference/reference.ts";
import { DataError } from "../core/errors.ts";
import { checkpointPath } from "../runs/checkpoints.ts";
import { saveCheckpoint } from "../train/checkpoint.ts";
// Under its own name the linter takes it for a test that runs alone.
import { fit as runFit } from "../train/fit.ts";
import { sgd } from "../train/sgd.ts";
import { networkOf } from "./networkOf.ts";
import type { Cell, NetworkAtEpoch } from "./study.ts";
import { epochsOfCell, trainedCell } from "./trainedCell.ts";

const cell: Cell = {
  id: "sums-s0",
  network: "label-lstm",
  options: { digits: 3, hiddenSize: 2, classes: 5 },
  seed: 0,
  learningRate: 0.5,
  momentum: 0,
  epochs: 2,
  batchSize: 5,
  factors: {},
};

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "learnscope-"));
  await trainIn(folder);
});

/** Two epochs of three steps, with a checkpoint after the second step of the first one, too. */
async function trainIn(folder: string): Promise<void> {
  const network = networkOf(cell);
  let steps = 0;
  await runFit({
    ...cell,
    network,
    train: labelPairs(15),
    test: labelPairs(5, { seed: 1 }),
    backend: makeReferenceBackend(),
    optimiser: sgd(),
    onStep: () => steps++,
    isDue: () => steps === 2,
    async onPoint(point) {
      const path = checkpointPath(folder, { epoch: point.epoch, step: point.sums.step });
      mkdirSync(dirname(path), { recursive: true });
      await saveCheckpoint(path, { network, seed: 0, point, best: undefined });
    },
  });
}

const done = () => new Map([["sums-s0", { cell, folder }]]);

async function epochsIn(): Promise<NetworkAtEpoch[]> {
  const all: NetworkAtEpoch[] = [];
  for await (const at of epochsOfCell(cell, folder)) all.push(at);
  return all;
}

test("epochsOfCell() gives the network after whole epochs, the first one first", async () => {
  const all = await epochsIn();
  expect(all.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
  expect(all[0]!.numbers.parameters).not.toEqual(all[1]!.numbers.parameters);
});

test("trainedCell() gives the network as it was at the end", async () => {
  const { network, numbers } = await trainedCell("sums", "sums-s0", done());
  expect(network.options).toMatchObject({ digits: "3", hiddenSize: "2" });
  expect(numbers).toEqual((await epochsIn()).at(-1)!.numbers);
});

test("trainedCell() refuses a cell that is not done", async () => {
  await expect(trainedCell("sums", "sums-s1", done())).rejects.toThrow(
    new DataError(
      'Cannot use what "sums-s1" of "sums" has learned: it is not done, needs to stand earlier in the grid',
    ),
  );
});

test("trainedCell() refuses a cell whose checkpoints are gone", async () => {
  rmSync(join(folder, "checkpoints"), { recursive: true });
  await expect(trainedCell("sums", "sums-s0", done())).rejects.toThrow(
    new DataError(
      `Cannot find a checkpoint of "${folder}": it has none, needs a run that was begun`,
    ),
  );
});

test("trainedCell() refuses a damaged last checkpoint rather than take the one before", async () => {
  truncateSync(checkpointPath(folder, { epoch: 2, step: 0 }), 100);
  await expect(trainedCell("sums", "sums-s0", done())).rejects.toThrow(DataError);
});
