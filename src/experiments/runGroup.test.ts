import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { madeUpRun } from "../../test/support/madeUpRun.ts";
import { UsageError } from "../core/errors.ts";
import { differingSettings, type RunGroup, readGroup } from "./runGroup.ts";

const makeRoot = () => mkdtempSync(join(tmpdir(), "learnscope-"));

test("readGroup() takes a hash for all its seeds, in their order", async () => {
  const root = makeRoot();
  await madeUpRun(root, "train/20261120T070000Z-mlp-0a1b2c-s10", { seed: 10, accuracies: [0.1] });
  await madeUpRun(root, "train/20261120T070000Z-mlp-0a1b2c-s2", { seed: 2 });
  await madeUpRun(root, "train/20261120T070000Z-mlp-3d4e5f-s2", { seed: 2, hash: "3d4e5f" });
  const { name, runs, settings, leftOut } = await readGroup(root, "0a1b2c");
  expect({ name, settings, leftOut }).toEqual({
    name: "mlp-0a1b2c",
    settings: { model: "mlp" },
    leftOut: [],
  });
  expect(runs.map(({ seed, log }) => [seed, log.length])).toEqual([
    [2, 2],
    [10, 1],
  ]);
  expect(runs[0]!.log[1]).toEqual({ epoch: 1, "test/accuracy": 0.5, "train/loss": 0.5 });
});

test("readGroup() takes the newest of several runs of a seed, and leaves out what has no epoch; it says so", async () => {
  const root = makeRoot();
  const older = await madeUpRun(root, "train/20261120T070000Z-mlp-0a1b2c-s0");
  const newer = await madeUpRun(root, "first/20261120T080000Z-mlp-0a1b2c-s0");
  const pending = await madeUpRun(root, "train/20261120T090000Z-mlp-0a1b2c-s0", {
    state: "pending",
  });
  const { runs, leftOut } = await readGroup(root, "0a1b2c");
  expect(runs.map(({ folder }) => folder)).toEqual([newer.path]);
  expect(leftOut).toEqual([
    `"${older.path}" does not count: "${newer.path}" is a newer run of seed 0`,
    `"${pending.path}" does not count: no epoch is logged yet`,
  ]);
});

test("readGroup() counts what a fork began with among its settings", async () => {
  const root = makeRoot();
  const parent = { run: "runs/train/parent", epoch: 4, sha256: "00" };
  await madeUpRun(root, "train/20261120T070000Z-mlp-0a1b2c-s0", { parent });
  const { settings } = await readGroup(root, "0a1b2c");
  expect(settings).toEqual({ model: "mlp", "forked from": "runs/train/parent@4" });
});

test("readGroup() refuses runs of several settings, studies, and runs that were not begun", async () => {
  const root = makeRoot();
  await madeUpRun(root, "train/20261120T070000Z-mlp-0a1b2c-s0");
  await madeUpRun(root, "train/20261120T070000Z-mlp-3d4e5f-s0", { hash: "3d4e5f" });
  await madeUpRun(root, "translation/20261120T070000Z-study-777777", { kind: "study" });
  await madeUpRun(root, "later/20261120T070000Z-mlp-999999-s0", { state: "pending" });
  await expect(readGroup(root, "train")).rejects.toThrow(
    new UsageError(
      'Cannot compare "train": it names runs of 2 settings, needs one of "mlp-0a1b2c", "mlp-3d4e5f"',
    ),
  );
  await expect(readGroup(root, "translation")).rejects.toThrow(
    new UsageError('Cannot compare "translation": it names studies, needs trainings'),
  );
  await expect(readGroup(root, "later")).rejects.toThrow(
    new UsageError(
      'Cannot compare "later": no epoch is logged of it yet, needs runs that were begun',
    ),
  );
});

test("differingSettings() are those whose values differ or that one group lacks, but not where runs lie", () => {
  const group = (settings: RunGroup["settings"]): RunGroup => ({
    name: "mlp-0a1b2c",
    runs: [],
    leftOut: [],
    settings,
  });
  const a = group({
    model: "mlp",
    learningRate: 0.1,
    rateEpochs: [3, 4],
    experiment: "x",
    width: 8,
  });
  const b = group({ model: "mlp", learningRate: 0.1, rateEpochs: [3], experiment: "y" });
  expect(differingSettings(a, b)).toEqual([
    { key: "rateEpochs", a: "[3,4]", b: "[3]" },
    { key: "width", a: "8", b: null },
  ]);
});
