import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { StorageError } from "../storage/storageError.ts";
import { environmentOf } from "./environment.ts";
import { RunFolder } from "./runFolder.ts";

const environment = environmentOf({
  backend: "plain loops",
  precision: "f32",
  command: ["train", "model=mlp"],
});
const options = { configuration: { model: "mlp", seeds: [0, 1] }, environment };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "learnscope-"));
});

const statusOf = (run: RunFolder) => JSON.parse(readFileSync(run.file("status.json"), "utf8"));

test("RunFolder.make() writes configuration, environment and status, each with the schema version", async () => {
  const started = new Date(Date.UTC(2026, 10, 20));
  const run = await RunFolder.make(join(root, "pilot/a"), { ...options, started });
  expect(readdirSync(run.path).sort()).toEqual(["config.resolved.yaml", "env.json", "status.json"]);
  expect(parse(readFileSync(run.file("config.resolved.yaml"), "utf8"))).toEqual({
    schema: 1,
    model: "mlp",
    seeds: [0, 1],
  });
  expect(JSON.parse(readFileSync(run.file("env.json"), "utf8"))).toMatchObject({
    schema: 1,
    backend: "plain loops",
    command: ["train", "model=mlp"],
    node: process.versions.node,
  });
  expect(statusOf(run)).toMatchObject({
    schema: 1,
    state: "running",
    started: "2026-11-20T00:00:00.000Z",
  });
});

test("RunFolder.make() gives each of two runs of one name a folder of its own", async () => {
  const wanted = join(root, "a");
  const runs = await Promise.all([1, 2, 3].map(() => RunFolder.make(wanted, options)));
  expect(runs.map(({ path }) => basename(path)).sort()).toEqual(["a", "a-2", "a-3"]);
});

test("RunFolder.make() refuses runs inside a file", async () => {
  writeFileSync(join(root, "file"), "");
  await expect(RunFolder.make(join(root, "file/a"), options)).rejects.toThrow(
    new StorageError(
      `Cannot make "${join(root, "file")}": a file of that name is in the way, needs a folder`,
    ),
  );
});

test("appendMetrics() adds a line an epoch", async () => {
  const run = await RunFolder.make(join(root, "a"), options);
  await run.appendMetrics({ epoch: 0, "test/accuracy": 0.1 });
  await run.appendMetrics({ epoch: 1, "test/accuracy": 0.5 });
  const lines = readFileSync(run.file("metrics.jsonl"), "utf8").split("\n");
  expect(lines).toEqual(['{"epoch":0,"test/accuracy":0.1}', '{"epoch":1,"test/accuracy":0.5}', ""]);
});

test("record() passes the result on and marks the run done", async () => {
  const run = await RunFolder.make(join(root, "a"), options);
  expect(await run.record(async () => 7)).toBe(7);
  expect(statusOf(run).state).toBe("done");
});

test("record() passes an error on and marks the run failed, with the reason", async () => {
  const run = await RunFolder.make(join(root, "a"), options);
  const failing = run.record(() => Promise.reject(new Error("Cannot go on: it is late")));
  await expect(failing).rejects.toThrow("Cannot go on: it is late");
  expect(statusOf(run)).toMatchObject({ state: "failed", error: "Cannot go on: it is late" });
});

test("record() marks a run interrupted when a person ended it", async () => {
  const run = await RunFolder.make(join(root, "a"), options);
  const controller = new AbortController();
  const ending = run.record(async () => {
    controller.abort();
    controller.signal.throwIfAborted();
  }, controller.signal);
  await expect(ending).rejects.toThrow();
  expect(statusOf(run).state).toBe("interrupted");
});
