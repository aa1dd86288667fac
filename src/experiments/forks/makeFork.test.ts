import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { makeTemporaryFolder } from "../../../test/support/pictureFolder.ts";
import { DataError } from "../../core/errors.ts";
import { initialNumbers } from "../../nn/network.ts";
import { checkpointPath, lastSound } from "../../runs/checkpoints.ts";
import { readLog } from "../../runs/metricsLog.ts";
import type { RunFolder } from "../../runs/runFolder.ts";
import { writeJson } from "../../storage/writeFile.ts";
import { keepDataRecord } from "../../studies/keepDataRecord.ts";
import { saveWeights } from "../../train/saveWeights.ts";
import { noSteps } from "../../train/trainingPoint.ts";
import { makeNetwork } from "../../zoo/index.ts";
import { planTraining } from "../planTraining.ts";
import { prepareTraining } from "../prepareTraining.ts";
import { requestTraining } from "../trainingRequest.ts";
import { makeFork } from "./makeFork.ts";
import { planFork } from "./planFork.ts";

const note = () => undefined;
const network = makeNetwork("pooled-mlp");
const data = { data: "generated-digits", trainCount: 20, testCount: 10 };
const accuracies = [0.1, 0.7, 0.4, 0.2];

let parent: RunFolder;
beforeEach(async () => {
  const words = { model: network.name, ...data, epochs: 4, runs: makeTemporaryFolder() };
  const request = requestTraining({ ...words, seeds: [3] }, note);
  const { dataset, fingerprint, options } = await prepareTraining(request);
  const [folder] = await planTraining(request);
  parent = folder!;
  await keepDataRecord(parent, {
    dataset,
    fingerprint,
    network: options,
    normalisation: undefined,
  });
  for (const [epoch, accuracy] of accuracies.entries()) {
    await parent.appendMetrics({ epoch, "test/accuracy": accuracy });
  }
  const best = { epoch: 1, metric: "test/accuracy", value: 0.7 };
  const more = { tensors: new Map(), training: { sums: noSteps, best } };
  const numbers = initialNumbers(network, 3);
  const path = checkpointPath(parent.path, { epoch: 2, step: 0 });
  await saveWeights(path, { network, numbers, seed: 3, epoch: 2, more });
});

async function forkAt2(given: Readonly<Record<string, string>>) {
  const plan = await planFork(parent.path, { which: 2, given, note });
  return await makeFork(plan, await prepareTraining(plan.request));
}

test("makeFork() begins with the parent's logs up to there, and with the best that has a checkpoint", async () => {
  const { folder } = await forkAt2({ learningRate: "0.5", seeds: "8" });
  expect(await readLog(join(folder.path, "metrics.jsonl"))).toEqual(
    accuracies.slice(0, 3).map((accuracy, epoch) => ({ epoch, "test/accuracy": accuracy })),
  );
  const { epoch, state } = (await lastSound(folder.path, note))!;
  expect([epoch, state.seed]).toEqual([2, 8]);
  expect(state.training!.best).toEqual({ epoch: 2, metric: "test/accuracy", value: 0.4 });
});

test("makeFork() refuses other images, and takes other labels", async () => {
  const path = parent.file("dataset.json");
  const record = JSON.parse(readFileSync(path, "utf8"));
  await writeJson(path, { ...record, sha256: { ...record.sha256, train: "0".repeat(64) } });
  await expect(forkAt2({})).rejects.toThrow(
    new DataError(
      `Cannot fork "${parent.path}": the images of "generated-digits" are not those that it began with, needs the same files`,
    ),
  );
  await expect(forkAt2({ labelNoise: "0.2" })).resolves.toMatchObject({ dropped: [] });
});
