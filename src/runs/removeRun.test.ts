import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { lockText } from "../../test/support/lockText.ts";
import { madeUpEnvironment as environment, madeUpRun } from "../../test/support/madeUpRun.ts";
import { makeTemporaryFolder } from "../../test/support/pictureFolder.ts";
import { UsageError } from "../core/errors.ts";
import { StorageError } from "../storage/storageError.ts";
import { removeExperiment, removeRun } from "./removeRun.ts";

let root: string;
beforeEach(() => {
  root = makeTemporaryFolder();
});

test("removeRun() deletes a run and nothing else", async () => {
  const { path } = await madeUpRun(root, "pilot/a");
  await madeUpRun(root, "pilot/b");
  await removeRun(`${path}/`);
  expect(readdirSync(join(root, "pilot"))).toEqual(["b"]);
});

test("removeRun() deletes links, and not what they lead to", async () => {
  const { path } = await madeUpRun(root, "pilot/a");
  const elsewhere = makeTemporaryFolder();
  writeFileSync(join(elsewhere, "precious"), "");
  symlinkSync(elsewhere, join(path, "link"));
  await removeRun(path);
  expect(existsSync(join(elsewhere, "precious"))).toBe(true);
});

test("removeRun() deletes a run that was killed, and one that is damaged", async () => {
  const stale = await madeUpRun(root, "pilot/a", { state: "stale" });
  writeFileSync(stale.file("run.lock"), lockText(2 ** 30));
  await removeRun(stale.path);
  const damaged = await madeUpRun(root, "pilot/b");
  writeFileSync(damaged.file("manifest.json"), "{");
  rmSync(damaged.file("status.json"));
  await removeRun(damaged.path);
  expect(readdirSync(join(root, "pilot"))).toEqual([]);
});

test("removeRun() refuses a run that is being worked on, and leaves it in peace", async () => {
  const run = await madeUpRun(root, "pilot/a", { state: "pending" });
  const work = async () => {
    await expect(removeRun(run.path)).rejects.toThrow(
      new StorageError(
        `Cannot delete "${run.path}": process ${process.pid} is at work on it, needs that to end, or "${run.file("run.lock")}" deleted where it is another program`,
      ),
    );
    expect(existsSync(run.file("run.lock"))).toBe(true);
  };
  await run.record(work, { environment });
  expect(existsSync(run.file("run.lock"))).toBe(false);
});

test("removeRun() refuses a study of which one training is being worked on", async () => {
  const study = await madeUpRun(root, "pilot/a", { kind: "study" });
  const cell = await madeUpRun(root, "pilot/a/cells/b", { state: "pending" });
  const work = async () => {
    await expect(removeRun(study.path)).rejects.toThrow(`Cannot delete "${cell.path}": process`);
  };
  await cell.record(work, { environment });
  expect(existsSync(study.file("run.lock"))).toBe(false);
  await removeRun(study.path);
  expect(readdirSync(join(root, "pilot"))).toEqual([]);
});

test("removeRun() refuses what is no run's folder", async () => {
  const { path } = await madeUpRun(root, "pilot/a");
  const refuse = async (folder: string, what: string) =>
    expect(removeRun(folder)).rejects.toThrow(
      new UsageError(`Cannot delete "${folder}": ${what}, needs the folder of a run`),
    );
  symlinkSync(path, join(root, "link"));
  await refuse(join(root, "link"), "it is a link");
  await refuse(`${join(root, "link")}/`, "it is a link");
  // Programs for browsers have a manifest.json too.
  mkdirSync(join(root, "extension"));
  writeFileSync(join(root, "extension/manifest.json"), "{}");
  await refuse(join(root, "extension"), "it has no config.resolved.yaml");
  await refuse(root, "it has no config.resolved.yaml");
  expect(existsSync(join(path, "manifest.json"))).toBe(true);
});

test("removeRun() deletes what a kill left of an earlier one", async () => {
  const { path } = await madeUpRun(root, "pilot/a");
  mkdirSync(join(root, "pilot/.removed-1/checkpoints"), { recursive: true });
  mkdirSync(join(root, "pilot/.other"));
  await removeRun(path);
  expect(readdirSync(join(root, "pilot"))).toEqual([".other"]);
});

test("removeExperiment() deletes a folder that is empty, or is known by its file", async () => {
  mkdirSync(join(root, "empty"));
  mkdirSync(join(root, "sweep/figures"), { recursive: true });
  writeFileSync(join(root, "sweep/sweep.yaml"), "");
  for (const name of ["empty", "sweep", "nowhere"]) {
    await removeExperiment(join(root, name), "sweep.yaml");
  }
  expect(readdirSync(root)).toEqual([]);
});

test("removeExperiment() leaves a folder that holds a run, or something else, or is a link", async () => {
  const { path } = await madeUpRun(root, "pilot/a");
  writeFileSync(join(root, "pilot/sweep.yaml"), "");
  mkdirSync(join(root, "other"));
  writeFileSync(join(root, "other/notes.txt"), "");
  symlinkSync(makeTemporaryFolder(), join(root, "link"));
  for (const name of ["pilot", "other", "link"]) {
    await removeExperiment(join(root, name), "sweep.yaml");
  }
  expect(readdirSync(root).sort()).toEqual(["link", "other", "pilot"]);
  expect(existsSync(path)).toBe(true);
});
