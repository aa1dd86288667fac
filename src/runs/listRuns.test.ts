import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { madeUpRun } from "../../test/support/madeUpRun.ts";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { StorageError } from "../storage/storageError.ts";
import { listRuns } from "./listRuns.ts";

let root: string;
beforeEach(() => {
  root = makeTemporaryFolder();
});

const statesOf = async () =>
  Object.fromEntries((await listRuns(root)).map(({ label, state }) => [label, state]));

test("listRuns() finds nothing where there are no runs", async () => {
  expect(await listRuns(root)).toEqual([]);
  expect(await listRuns(join(root, "nowhere"))).toEqual([]);
});

test("listRuns() gives what manifest and status say", async () => {
  const changed = { epochs: "1" };
  const parent = { run: "runs/a/b", epoch: 1, sha256: "00" };
  const { path } = await madeUpRun(root, "pilot/a", { changed, parent, seed: 3 });
  expect(await listRuns(root)).toEqual([
    {
      schema: 1,
      folder: path,
      experiment: "pilot",
      label: "pilot/a",
      kind: "training",
      name: "mlp",
      hash: "0a1b2c",
      seed: 3,
      changed,
      parent,
      state: "done",
      started: expect.any(String),
      updated: expect.any(String),
      progress: { epoch: 1, epochs: 1, step: 0, steps: 4 },
      metrics: { epoch: 1, "test/accuracy": 0.5, "train/loss": 0.5, "time/epoch-seconds": 1.5 },
    },
  ]);
});

test("listRuns() knows every state", async () => {
  for (const state of ["pending", "done", "failed", "interrupted", "stale"] as const) {
    await madeUpRun(root, `pilot/${state}`, { state });
  }
  expect(await statesOf()).toEqual({
    "pilot/pending": "pending",
    "pilot/done": "done",
    "pilot/failed": "failed",
    "pilot/interrupted": "interrupted",
    "pilot/stale": "stale",
  });
});

test("listRuns() lists damaged runs with what is wrong, and passes over what is none", async () => {
  const { path } = await madeUpRun(root, "pilot/a");
  await madeUpRun(root, "pilot/b");
  rmSync(join(root, "pilot/b/status.json"));
  mkdirSync(join(root, "pilot/c"));
  writeFileSync(join(path, "manifest.json"), '{"schema": 2}');
  const [a, b, ...others] = await listRuns(root);
  expect(others).toEqual([]);
  expect(a).toEqual({
    folder: path,
    experiment: "pilot",
    label: "pilot/a",
    state: "damaged",
    error: `Cannot read "${join(path, "manifest.json")}": its schema is 2, needs 1`,
  });
  expect(b!.error).toBe(
    `Cannot read "${join(root, "pilot/b/status.json")}": it does not exist, needs a run that has it`,
  );
});

test("listRuns() lists a study's trainings only where asked", async () => {
  const study = "translation/20261120T070809Z-study-0a1b2c";
  await madeUpRun(root, study, { kind: "study", name: "translation" });
  await madeUpRun(root, `${study}/cells/lenet5-s0`);
  expect(await statesOf()).toEqual({ [study]: "done" });
  const all = await listRuns(root, { cells: true });
  expect(all.map(({ label }) => label)).toEqual([study, `${study}/cells/lenet5-s0`]);
});

test("listRuns() reads more runs than it opens at the same time, in the order of their names", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `pilot/run-${10 + index}`);
  for (const name of names.toReversed()) await madeUpRun(root, name, { state: "pending" });
  expect((await listRuns(root)).map(({ label }) => label)).toEqual(names);
});

test("listRuns() refuses a file in place of the folder of runs", async () => {
  const file = join(root, "file");
  writeFileSync(file, "");
  await expect(listRuns(file)).rejects.toThrow(
    new StorageError(`Cannot read "${file}": part of the path is a file, needs a folder`),
  );
});
