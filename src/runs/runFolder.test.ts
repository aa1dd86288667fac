import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { beforeEach, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { madeUpEnvironment as environment } from "../../test/support/madeUpRun.ts";
import { DataError } from "../core/errors.ts";
import { StorageError } from "../storage/storageError.ts";
import { type Metrics, RunFolder } from "./runFolder.ts";

const manifest = {
  kind: "training",
  name: "mlp",
  hash: "0a1b2c",
  seed: 3,
  changed: { epochs: "2" },
} as const;
const plan = { configuration: { model: "mlp", seed: 3 }, manifest };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "learnscope-"));
});

const textOf = (run: RunFolder, name: string) => readFileSync(run.file(name), "utf8");
const statusOf = (run: RunFolder) => JSON.parse(textOf(run, "status.json"));

/** A run with the metrics of three epochs. */
async function trained(): Promise<RunFolder> {
  const run = await RunFolder.make(join(root, "a"), plan);
  await run.appendMetrics({ epoch: 0, "test/accuracy": 0.1 });
  await run.appendMetrics({ epoch: 1, "test/accuracy": 0.5, "time/epoch-seconds": 1.5 });
  await run.appendMetrics({ epoch: 2, "test/accuracy": 0.75, "time/epoch-seconds": 1.25 });
  return run;
}

test("RunFolder.make() writes what was asked for, what the run is, and that it waits to be begun", async () => {
  const started = new Date(Date.UTC(2026, 10, 20));
  const run = await RunFolder.make(join(root, "pilot/a"), { ...plan, started });
  expect(readdirSync(run.path).sort()).toEqual([
    "config.resolved.yaml",
    "manifest.json",
    "status.json",
  ]);
  expect(parse(textOf(run, "config.resolved.yaml"))).toEqual({ schema: 1, model: "mlp", seed: 3 });
  expect(JSON.parse(textOf(run, "manifest.json"))).toEqual({ schema: 1, ...manifest });
  const now = "2026-11-20T00:00:00.000Z";
  expect(statusOf(run)).toEqual({ schema: 1, state: "pending", started: now, updated: now });
});

test("RunFolder.make() deletes what a process left that was killed while it made one", async () => {
  const ended = spawnSync("true").pid;
  const left = [ended, process.ppid].map((id) => `.new-${hostname()}-${id}-a`);
  for (const name of [...left, `.new-elsewhere-${ended}-a`]) mkdirSync(join(root, name));
  await RunFolder.make(join(root, "a"), plan);
  expect(readdirSync(root).sort()).toEqual([`.new-elsewhere-${ended}-a`, left[1], "a"].sort());
});

test("RunFolder.make() leaves nothing hidden beside the run", async () => {
  await RunFolder.make(join(root, "a"), plan);
  expect(readdirSync(root)).toEqual(["a"]);
});

test("RunFolder.make() shows a run when all is in it that it begins with, or not at all", async () => {
  const path = join(root, "a");
  const run = await RunFolder.make(path, {
    ...plan,
    async fill(folder) {
      expect(existsSync(path)).toBe(false);
      writeFileSync(join(folder, "more"), "x");
    },
  });
  expect(textOf(run, "more")).toBe("x");
  const full = async () => {
    throw new StorageError("full");
  };
  await expect(RunFolder.make(join(root, "b"), { ...plan, fill: full })).rejects.toThrow("full");
  expect(readdirSync(root)).toEqual(["a"]);
});

test("RunFolder.make() gives each of three runs of one name a folder of its own", async () => {
  const wanted = join(root, "a");
  const runs = await Promise.all([1, 2, 3].map(() => RunFolder.make(wanted, plan)));
  expect(runs.map(({ path }) => basename(path)).sort()).toEqual(["a", "a-2", "a-3"]);
  expect(readdirSync(root).sort()).toEqual(["a", "a-2", "a-3"]);
});

test("RunFolder.makeAt() makes nothing where the name is taken, be it by a file", async () => {
  const made = await RunFolder.makeAt(join(root, "a"), plan);
  expect(made?.path).toBe(join(root, "a"));
  expect(await RunFolder.makeAt(join(root, "a"), plan)).toBeUndefined();
  writeFileSync(join(root, "b"), "");
  expect(await RunFolder.makeAt(join(root, "b"), plan)).toBeUndefined();
  expect(readdirSync(root).sort()).toEqual(["a", "b"]);
});

test("RunFolder.make() refuses runs inside a file", async () => {
  writeFileSync(join(root, "file"), "");
  await expect(RunFolder.make(join(root, "file/a"), plan)).rejects.toThrow(
    new StorageError(
      `Cannot make "${join(root, "file")}": part of the path is a file, needs a folder`,
    ),
  );
});

test("RunFolder.open() refuses a folder that is no run", async () => {
  await expect(RunFolder.open(root)).rejects.toThrow(
    new StorageError(
      `Cannot read "${join(root, "status.json")}": it does not exist, needs a run that has it`,
    ),
  );
});

test("RunFolder.open() goes on where the status stood", async () => {
  const before = await trained();
  const run = await RunFolder.open(before.path);
  expect(run.state).toBe("pending");
  await run.record(async () => {}, { environment });
  expect(statusOf(run)).toMatchObject({ state: "done", metrics: { epoch: 2 } });
});

test("appendMetrics() adds a line an epoch to each log, and keeps times out of the first", async () => {
  const run = await trained();
  expect(textOf(run, "metrics.jsonl").split("\n")).toEqual([
    '{"epoch":0,"test/accuracy":0.1}',
    '{"epoch":1,"test/accuracy":0.5}',
    '{"epoch":2,"test/accuracy":0.75}',
    "",
  ]);
  expect(textOf(run, "timings.jsonl").split("\n")).toEqual([
    '{"epoch":0}',
    '{"epoch":1,"time/epoch-seconds":1.5}',
    '{"epoch":2,"time/epoch-seconds":1.25}',
    "",
  ]);
  expect(statusOf(run).metrics).toEqual({
    epoch: 2,
    "test/accuracy": 0.75,
    "time/epoch-seconds": 1.25,
  });
});

test("appendMetrics() keeps what is not finite, and leaves out what is not known", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  const metrics: Metrics = {
    epoch: 0,
    "train/loss": Number.NaN,
    "test/loss": Number.NEGATIVE_INFINITY,
    "train/accuracy": undefined,
  };
  await run.appendMetrics(metrics);
  const { epoch, "train/loss": loss, "test/loss": testLoss } = metrics;
  const known = { epoch, "train/loss": loss, "test/loss": testLoss };
  expect(await run.history()).toEqual([known]);
  expect(statusOf(run).metrics).toEqual({
    epoch: 0,
    "train/loss": "NaN",
    "test/loss": "-Infinity",
  });
});

test("history() puts both logs together, and is empty before the first epoch", async () => {
  expect(await (await RunFolder.make(join(root, "b"), plan)).history()).toEqual([]);
  expect(await (await trained()).history()).toEqual([
    { epoch: 0, "test/accuracy": 0.1 },
    { epoch: 1, "test/accuracy": 0.5, "time/epoch-seconds": 1.5 },
    { epoch: 2, "test/accuracy": 0.75, "time/epoch-seconds": 1.25 },
  ]);
});

test("truncateLogs() takes away what came after an epoch, from both logs", async () => {
  const run = await trained();
  await run.truncateLogs(1);
  expect(textOf(run, "metrics.jsonl").split("\n")).toHaveLength(3);
  expect(textOf(run, "timings.jsonl").split("\n")).toHaveLength(3);
  await expect(run.truncateLogs(2)).rejects.toThrow(DataError);
  await run.truncateLogs(-1);
  expect(await run.history()).toEqual([]);
});

test("record() passes the result on, marks the run done, and says on what it ran", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  expect(await run.record(async () => 7, { environment })).toBe(7);
  expect(statusOf(run).state).toBe("done");
  expect(JSON.parse(textOf(run, "env.json"))).toMatchObject({
    schema: 1,
    backend: "plain loops",
    command: ["train", "model=mlp"],
    node: process.versions.node,
  });
  expect(textOf(run, "log.txt")).toMatch(/^\d{4}-.+Z begun with plain loops\n$/);
});

test("record() holds the run while it works, and leaves nothing of that", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  await run.record(
    async () => {
      expect(statusOf(run).state).toBe("running");
      const second = (await RunFolder.open(run.path)).record(async () => 7, { environment });
      await expect(second).rejects.toThrow(
        new StorageError(
          `Cannot work on "${run.path}": process ${process.pid} is at work on it, needs that to end, or "${run.file("run.lock")}" deleted where it is another program`,
        ),
      );
      expect(statusOf(run).state).toBe("running");
    },
    { environment },
  );
  expect(existsSync(run.file("run.lock"))).toBe(false);
});

test("record() takes away what was being written when a process was killed", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  writeFileSync(run.file("status.json.new-123"), "{");
  writeFileSync(run.file("run.lock.0a1b.new-123"), "{");
  await run.record(async () => {}, { environment });
  expect(readdirSync(run.path).filter((name) => name.includes(".new-"))).toEqual([]);
});

test("record() keeps when and on what a run began that is gone on with", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  await run.record(() => Promise.reject(new Error("late")), { environment }).catch(() => {});
  const { started } = statusOf(run);
  const other = { ...environment, backend: "another" };
  const again = await RunFolder.open(run.path);
  await again.record(async () => {}, { environment: other });
  expect(statusOf(again)).toMatchObject({ state: "done", started });
  expect("error" in statusOf(again)).toBe(false);
  expect(JSON.parse(textOf(again, "env.json")).backend).toBe("plain loops");
  expect(textOf(again, "log.txt")).toMatch(/begun with plain loops\n.+Z gone on with another\n$/);
});

test("record() knows what another process did since the run was opened", async () => {
  const made = await RunFolder.make(join(root, "a"), { ...plan, started: new Date(0) });
  const opened = await RunFolder.open(made.path);
  await made.record(async () => {}, { environment });
  const { started } = statusOf(made);
  await opened.record(async () => {}, { environment });
  expect(statusOf(opened)).toMatchObject({ state: "done", started });
});

test("fail() marks a run failed that could not be begun, with the reason", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  await run.fail("Cannot begin");
  expect(statusOf(run)).toMatchObject({ state: "failed", error: "Cannot begin" });
});

test("record() passes an error on and marks the run failed, with the reason", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  const work = () => Promise.reject(new Error("Cannot go on: it is late"));
  await expect(run.record(work, { environment })).rejects.toThrow("Cannot go on: it is late");
  expect(statusOf(run)).toMatchObject({ state: "failed", error: "Cannot go on: it is late" });
  expect(existsSync(run.file("run.lock"))).toBe(false);
});

test("record() marks a run interrupted when a person ended it", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  const controller = new AbortController();
  const { signal } = controller;
  const work = async () => {
    controller.abort();
    signal.throwIfAborted();
  };
  await expect(run.record(work, { environment, signal })).rejects.toThrow();
  expect(statusOf(run).state).toBe("interrupted");
});

test("record() marks a run failed that broke off before a person's wish came true", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  const controller = new AbortController();
  const work = async () => {
    controller.abort();
    throw new StorageError("Cannot write: the disk is full");
  };
  const { signal } = controller;
  await expect(run.record(work, { environment, signal })).rejects.toThrow("the disk is full");
  expect(statusOf(run)).toMatchObject({ state: "failed", error: "Cannot write: the disk is full" });
});

test("record() lets go of a run when nothing of it is being written any more", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const run = await RunFolder.make(join(root, "a"), plan);
    const unfinished = () => readdirSync(run.path).filter((name) => name.includes(".new-"));
    let left: readonly string[] | undefined;
    let isAlive = false;
    const recorded = run
      .record(async () => {}, { environment })
      .then(() => {
        left = unfinished();
      });
    while (left === undefined) {
      // A sign of life falls into the writing of the last status.
      if (!isAlive && statusOf(run).state === "running" && unfinished().length > 0) {
        isAlive = true;
        vi.advanceTimersByTime(5000);
      }
      await setImmediate();
    }
    await recorded;
    expect(left).toEqual([]);
    expect(statusOf(run).state).toBe("done");
  } finally {
    vi.useRealTimers();
  }
});

test("progress goes into the status with the next sign of life", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  const progress = { epoch: 0, epochs: 2, step: 3, steps: 4 };
  const work = async () => {
    run.progress = progress;
  };
  await run.record(work, { environment });
  expect(statusOf(run).progress).toEqual(progress);
});

test("note() writes a line for people, with the time", async () => {
  const run = await RunFolder.make(join(root, "a"), plan);
  await run.note("going on");
  expect(textOf(run, "log.txt")).toMatch(/^\d{4}-\d\d-\d\dT.+Z going on\n$/);
});
