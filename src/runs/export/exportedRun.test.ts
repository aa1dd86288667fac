import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { DataError, UsageError } from "../../core/errors.ts";
import { RunFolder } from "../runFolder.ts";
import { exportedRuns } from "./exportedRun.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "learnscope-"));
});

const started = new Date(Date.UTC(2026, 10, 20, 1, 2, 3));

/** A run of two epochs. */
async function makeRun(kind: "training" | "study", path: string): Promise<string> {
  const manifest = { kind, name: "mlp", hash: "0a1b2c", seed: 3, changed: {} };
  const run = await RunFolder.make(join(root, path), { configuration: {}, manifest, started });
  await run.appendMetrics({ epoch: 0, "test/accuracy": 0.5 });
  await run.appendMetrics({ epoch: 1, "train/loss": Number.NaN, "time/epoch-seconds": 2 });
  return run.path;
}

test("exportedRuns() tells what a run is, when it began, and what was logged of it", async () => {
  const folder = await makeRun("training", "runs/pilot/a");
  const [run] = await exportedRuns(join(root, "runs"), [folder]);
  expect(run).toMatchObject({ label: "pilot/a", name: "mlp", hash: "0a1b2c", seed: 3, started });
  expect(await run!.history()).toEqual([
    { epoch: 0, "test/accuracy": 0.5 },
    { epoch: 1, "train/loss": Number.NaN, "time/epoch-seconds": 2 },
  ]);
});

test("exportedRuns() names runs by their path, also those of studies and those elsewhere", async () => {
  const folders = [
    await makeRun("training", "runs/pilot/a"),
    await makeRun("training", "runs/translation/b/cells/c"),
    await makeRun("training", "elsewhere/pilot/d"),
    await makeRun("training", "runs..old/e"),
  ];
  const runs = await exportedRuns(join(root, "runs"), folders);
  const labels = ["pilot/a", "translation/b/cells/c", "pilot/d", "runs..old/e"];
  expect(runs.map(({ label }) => label)).toEqual(labels);
});

test("exportedRuns() takes a study for its trainings, and what is named twice once", async () => {
  const study = await makeRun("study", "runs/translation/b");
  const cells = [
    await makeRun("training", "runs/translation/b/cells/lenet5-s1"),
    await makeRun("training", "runs/translation/b/cells/lenet5-s0"),
  ];
  const runs = await exportedRuns(join(root, "runs"), [cells[0]!, study, `${cells[0]}/`]);
  expect(runs.map(({ label }) => label)).toEqual([
    "translation/b/cells/lenet5-s1",
    "translation/b/cells/lenet5-s0",
  ]);
});

test("exportedRuns() refuses two runs of one name", async () => {
  const folders = [
    await makeRun("training", "one/pilot/a"),
    await makeRun("training", "two/pilot/a"),
  ];
  await expect(exportedRuns(join(root, "runs"), folders)).rejects.toThrow(
    new UsageError(
      `Cannot export "${folders[1]}": "${folders[0]}" would have the same name, "pilot/a", needs runs of different names`,
    ),
  );
});

test("exportedRuns() refuses a run that began at no time", async () => {
  const folder = await makeRun("training", "runs/pilot/a");
  const path = join(folder, "status.json");
  writeFileSync(
    path,
    '{ "schema": 1, "state": "done", "started": "soon", "updated": "2026-11-20T00:00:00.000Z" }',
  );
  await expect(exportedRuns(root, [folder])).rejects.toThrow(
    new DataError(`Cannot read "${path}": its started is damaged, needs an unaltered file`),
  );
});
