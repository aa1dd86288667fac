import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { madeUpRun } from "../../../test/support/madeUpRun.ts";
import { makeTemporaryFolder } from "../../../test/support/pictureFolder.ts";
import { DataError, UsageError } from "../../core/errors.ts";
import { initialNumbers } from "../../nn/network.ts";
import { checkpointPath } from "../../runs/checkpoints.ts";
import { saveWeights } from "../../train/saveWeights.ts";
import { noSteps } from "../../train/trainingPoint.ts";
import { makeNetwork } from "../../zoo/index.ts";
import { planTraining } from "../planTraining.ts";
import { requestTraining } from "../trainingRequest.ts";
import { planFork } from "./planFork.ts";

const note = () => undefined;
const network = makeNetwork("pooled-mlp");
const words = { model: network.name, data: "generated-digits", seeds: [3], epochs: 4 };

let runs: string;
let run: string;
beforeEach(async () => {
  runs = makeTemporaryFolder();
  const [folder] = await planTraining(requestTraining({ ...words, runs }, note));
  run = folder!.path;
});

async function keep(epoch: number, step = 0): Promise<void> {
  const numbers = initialNumbers(network, 3);
  const more = { tensors: new Map(), training: { sums: { ...noSteps, step } } };
  const path = checkpointPath(run, { epoch, step });
  await saveWeights(path, { network, numbers, seed: 3, epoch, more });
}

function plan(which: number | "last", given = {}) {
  return planFork(run, { which, given, note });
}

test("planFork() puts the parent and its checkpoint beside what is asked", async () => {
  await keep(0);
  await keep(2);
  const { parent, request, seed, changes } = await plan(2, { learningRate: "0.5" });
  expect(parent).toMatchObject({ run, manifest: { seed: 3 }, checkpoint: { epoch: 2, step: 0 } });
  expect([request.settings.learningRate, seed]).toEqual([0.5, 3]);
  expect(changes).toEqual([{ key: "learningRate", parent: "0.05", fork: "0.5" }]);
});

test("planFork() refuses a checkpoint within an epoch, and names those that do", async () => {
  await keep(0);
  await keep(1);
  await keep(2, 30);
  await expect(plan("last")).rejects.toThrow(
    new UsageError(
      `Cannot fork "${run}" at its last checkpoint: that lies within an epoch, needs "@0" or "@1"`,
    ),
  );
});

test("planFork() refuses to train for no epoch more", async () => {
  await keep(4);
  await expect(plan("last")).rejects.toThrow(
    new UsageError(`Cannot fork "${run}" at epoch 4: epochs is 4, needs more than 4`),
  );
  expect((await plan("last", { epochs: "5" })).request.settings.epochs).toBe(5);
});

test("planFork() refuses weights without a training", async () => {
  const path = checkpointPath(run, { epoch: 1, step: 0 });
  const numbers = initialNumbers(network, 3);
  await saveWeights(path, { network, numbers, seed: 3, epoch: 1 });
  await expect(plan(1)).rejects.toThrow(
    new DataError(
      `Cannot fork "${path}": it holds weights alone, needs a checkpoint of a training`,
    ),
  );
});

test("planFork() refuses a run that was not begun", async () => {
  await expect(plan("last")).rejects.toThrow(
    `Cannot find a checkpoint of "${run}": it has none, needs a run that was begun`,
  );
});

test("planFork() refuses studies, and their trainings", async () => {
  const path = "translation/20261120T070809Z-study-0a1b2c";
  const study = await madeUpRun(runs, path, { kind: "study", name: "translation" });
  const options = { which: "last", given: {}, note } as const;
  await expect(planFork(study.path, options)).rejects.toThrow(
    new UsageError(`Cannot fork "${study.path}": it is a study, needs a training`),
  );
  const cell = await madeUpRun(runs, join(path, "cells/mlp-s0"));
  await expect(planFork(cell.path, options)).rejects.toThrow(
    new UsageError(
      `Cannot use "${cell.path}" by itself: it is a training of a study, needs a run of its own; \`learnscope resume ${study.path}\` goes on with the study`,
    ),
  );
});
