import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { isRunning } from "../../src/core/isRunning.ts";
import { jsonOf, learnscope, makeFolder, readJson, startLearnscope } from "./learnscope.ts";

const isFull = process.env.LEARNSCOPE_FULL === "1";

const base = [
  "base:",
  "  model: pooled-mlp",
  "  data: generated-digits",
  "  trainCount: 300",
  "  testCount: 100",
];

/** A file `rates.yaml`, and the folder of the runs that it leads to. */
function sweepFile(...lines: readonly string[]) {
  const folder = makeFolder();
  const file = join(folder, "rates.yaml");
  const write = (...all: readonly string[]) => writeFileSync(file, [...base, ...all].join("\n"));
  write(...lines);
  const runs = join(folder, "runs");
  return { file, write, sweep: join(runs, "rates"), words: ["sweep", file, `runs=${runs}`] };
}

interface CellJson {
  readonly folder: string;
  readonly state: string;
  readonly error: string | null;
}

test("sweep trains every point with every seed, and tells means, intervals and where they are", () => {
  const { file, write, sweep, words } = sweepFile(
    "  epochs: 2",
    "grid:",
    "  learningRate: [0.05, 0.1]",
    "repeat: 2",
  );
  const { exitCode, stdout, stderr } = learnscope([...words, "jobs=2"]);
  expect([
    exitCode,
    stderr.match(/^\[\d\/4\] learningRate=.+ seed=[01] {2}done {2}test .+%$/gm),
  ]).toEqual([0, expect.objectContaining({ length: 4 })]);
  expect(stdout).toMatch(/^learningRate +n +test accuracy +train loss +states$/m);
  expect(stdout).toMatch(/^0\.05 +2 +\d+\.\d% ± \d+\.\d% +\d\.\d{4} ± \d\.\d{4} +2 done$/m);
  expect(stdout).toContain(`4 done; ± is the 95% CI, Student t\nReport: ${sweep}/report.html\n`);
  const csv = readFileSync(join(sweep, "results.csv"), "utf8").split("\n");
  expect(csv[0]).toMatch(/^learningRate,seed,state,run,epoch,.*test\/accuracy/);
  expect(csv).toHaveLength(6);

  // A grid that grew: what is done is found again, and the sweep's own file asks for the same.
  const before = readdirSync(sweep);
  write("  epochs: 2", "grid:", "  learningRate: [0.2, 0.1, 0.05]", "seeds: 0..1");
  const more = learnscope([...words, "--json"]);
  expect(more.stderr.match(/^\[/gm)).toHaveLength(2);
  expect(jsonOf(more).states).toEqual({ done: 6 });
  expect(readdirSync(sweep)).toEqual(expect.arrayContaining(before));
  const again = learnscope(["sweep", join(sweep, "sweep.yaml"), words[2]!, "--json"]);
  expect(again.stderr).toBe("");
  expect(jsonOf(again)).toEqual(jsonOf(more));
  expect(file).toContain("rates.yaml");
});

test("sweep checks claims, draws its report, and verify tells of a miss by its exit code", () => {
  const claim = (id: string, expected: string) =>
    `  - { id: ${id}, statement: It learns, where: page 1, metric: test/accuracy, at: { epochs: 2 }, expected: ${expected}, seeds: 2 }`;
  const lines = ["grid:", "  epochs: 1..2", "repeat: 2", "claims:"];
  const { sweep, words } = sweepFile(
    ...lines,
    claim("near", "{ near: 0.5, tolerance: 0.5 }"),
    claim("far", "{ near: 5, tolerance: 0.1 }"),
  );
  const unchecked = learnscope(["verify", "rates", words[2]!]);
  expect([unchecked.exitCode, unchecked.stderr]).toEqual([
    2,
    expect.stringContaining('Cannot run "verify": there is neither a study nor a sweep "rates"'),
  ]);
  const { exitCode, stdout } = learnscope([...words, "jobs=2"]);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`Report: ${sweep}/report.html`)]);
  const report = readFileSync(join(sweep, "report.html"), "utf8");
  expect(report).toContain("Data: generated digits, 300 training and 100 test images");
  expect(report).toContain("What do epochs change?");
  expect(report).toMatch(/differs<\/td>/);
  expect(readdirSync(join(sweep, "figures"))).toContain("test-accuracy.svg");

  const verified = learnscope(["verify", "rates", words[2]!]);
  expect([verified.exitCode, verified.stdout]).toEqual([
    3,
    expect.stringContaining(`1 of 2 claims upheld, 1 missed, 0 undecided; from ${sweep}`),
  ]);
  const { claims, missed } = jsonOf(learnscope(["verify", sweep, "--json"]));
  expect([missed, claims[0]]).toMatchObject([
    1,
    { id: "near", verdict: "upheld", seeds: 2, measured: { n: 2 } },
  ]);
  rmSync(join(sweep, "sweep.yaml"));
  expect(learnscope(["verify", sweep]).exitCode).toBe(2);
});

test("sweep tells before what it would do, and does nothing then", () => {
  const { sweep, words } = sweepFile("grid:", "  epochs: 1..3");
  const dry = learnscope([...words, "batchSize=32", "--dry-run"]);
  expect(dry.exitCode).toBe(0);
  expect(dry.stdout).toMatch(/^epochs +seed +state +folder$/m);
  expect(dry.stdout).toMatch(
    /3 pending; 3 to run, \d+ at once, with 1 thread each; a training needs about 15\d\.\d MiB \(step .+, data 306\.3 KiB, program 150\.0 MiB\); checkpoints take up to \d+\.\d MiB/,
  );
  expect(existsSync(sweep)).toBe(false);
  const plan = jsonOf(learnscope([...words, "batchSize=32", "--dry-run", "--json"]));
  expect(plan).toMatchObject({ sweep: "rates", base: { batchSize: "32" }, toRun: 3 });
  expect(plan.jobs).toBeGreaterThanOrEqual(1);
});

test("sweep goes on after a cell that failed, and takes only the states that it is told to", () => {
  const { sweep, words } = sweepFile("  epochs: 1", "grid:", "  learningRate: [1e39, 0.05, 0.1]");
  const first = learnscope([...words, "--json"]);
  expect([first.exitCode, jsonOf(first).states]).toEqual([1, { failed: 1, done: 2 }]);
  const cells: readonly CellJson[] = jsonOf(first).cells;
  expect(cells[0]!.error).toMatch(/^Cannot go on training "pooled-mlp"/);
  expect(learnscope(words).stdout).toContain(`  ${cells[0]!.folder}: ${cells[0]!.error}\n`);

  rmSync(cells[1]!.folder, { recursive: true });
  const only = learnscope([...words, "--only", "failed,stale", "--json"]);
  expect(jsonOf(only).states).toEqual({ failed: 1, pending: 1, done: 1 });
  const done = readFileSync(join(cells[2]!.folder, "status.json"), "utf8");
  expect(jsonOf(learnscope([...words, "--only=pending", "--json"])).states).toEqual({
    failed: 1,
    done: 2,
  });
  expect(readFileSync(join(cells[2]!.folder, "status.json"), "utf8")).toBe(done);
  expect(readdirSync(sweep).filter((name) => name.startsWith("pooled"))).toHaveLength(3);
});

test.each([
  [
    ["--only", "done"],
    2,
    'Cannot run "sweep": "--only done" was given, needs "pending", "stale", "interrupted" or "failed"\n',
  ],
  [
    ["jobs=0"],
    2,
    'Cannot set jobs of "sweep": "0" was given, needs "auto" or a whole number from 1 to 1024\n',
  ],
  [["epochs=1"], 2, 'Cannot use "FILE": epochs is both in base and in grid, needs one place\n'],
  [["data=mnist"], 1, /^Cannot .*MNIST.*\n$/i],
])("sweep refuses %j before it begins", (typed, exitCode, message) => {
  const { file, sweep, words } = sweepFile("grid:", "  epochs: [1, 2]");
  const done = learnscope([...words, ...typed]);
  expect(done.exitCode).toBe(exitCode);
  if (typeof message === "string") expect(done.stderr).toBe(message.replace("FILE", file));
  else expect(done.stderr).toMatch(message);
  expect(existsSync(sweep)).toBe(false);
});

test("sweep refuses a folder that holds other runs", () => {
  const { sweep, words } = sweepFile("  epochs: 0", "grid:", "  batchSize: [50]");
  const [, , runs] = words;
  const small = ["model=pooled-mlp", "data=generated-digits", "trainCount=100", "testCount=20"];
  learnscope(["train", ...small, "epochs=0", "experiment=rates", runs!]);
  const { exitCode, stderr } = learnscope(words);
  expect([exitCode, stderr]).toEqual([
    2,
    `Cannot run the sweep "rates": "${sweep}" holds other runs, needs another name\n`,
  ]);
});

function statesIn(sweep: string): readonly string[] {
  const cells = existsSync(sweep) ? readdirSync(sweep).filter((name) => /-s\d+$/.test(name)) : [];
  return cells.map((cell) => readJson(sweep, cell, "status.json").state);
}

async function untilState(sweep: string, state: string): Promise<void> {
  while (!statesIn(sweep).includes(state)) await sleep(20);
}

function endOf(child: ChildProcess): Promise<readonly [number | null, string]> {
  let stderr = "";
  child.stderr!.on("data", (text) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve([code, stderr])));
}

/** Processes that work on cells, as their locks say. */
function workersOf(sweep: string): readonly number[] {
  if (!existsSync(sweep)) return [];
  const locks = readdirSync(sweep).map((cell) => join(sweep, cell, "run.lock"));
  return locks.filter(existsSync).map((lock) => JSON.parse(readFileSync(lock, "utf8")).process);
}

function killAll(processes: readonly number[]): void {
  for (const id of processes) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}

test("sweep ends in good order at Ctrl-C, and goes on later", async () => {
  const { file, sweep, words } = sweepFile("  epochs: 20000", "grid:", "  batchSize: [20, 50]");
  const child = startLearnscope([...words, "jobs=1"]);
  const end = endOf(child);
  await untilState(sweep, "running");
  await sleep(300);
  child.kill("SIGINT");
  const [code, stderr] = await end;
  expect(code).toBe(130);
  expect(stderr).toContain(`\`learnscope sweep ${file}\` goes on`);
  expect(statesIn(sweep).toSorted()).toEqual(["interrupted", "pending"]);
}, 60_000);

test("sweep ends its trainings at once at a second Ctrl-C, and they end when it was killed", async () => {
  const { sweep, words } = sweepFile("  epochs: 20000", "grid:", "  batchSize: [20]");
  const child = startLearnscope(words);
  const end = endOf(child);
  await untilState(sweep, "running");
  await sleep(300);
  const [worker] = workersOf(sweep);
  process.kill(worker!, "SIGSTOP"); // it cannot end in good order now
  child.kill("SIGINT");
  await sleep(500);
  expect(child.exitCode).toBeNull();
  child.kill("SIGINT");
  expect((await end)[0]).toBe(130);
  await untilGone(worker!);

  const again = startLearnscope(words);
  while (workersOf(sweep)[0] === worker) await sleep(20);
  await sleep(300);
  again.kill("SIGKILL");
  await untilState(sweep, "interrupted");
}, 60_000);

async function untilGone(worker: number): Promise<void> {
  while (isRunning(worker)) await sleep(20);
}

/** What must not change in a cell once it is done. */
function doneCells(sweep: string): ReadonlyMap<string, string> {
  const cells = existsSync(sweep) ? readdirSync(sweep).filter((name) => /-s\d+$/.test(name)) : [];
  const done = cells.filter((cell) => readJson(sweep, cell, "status.json").state === "done");
  return new Map(
    done.map((cell) => {
      const environment = readFileSync(join(sweep, cell, "env.json"), "utf8");
      const timings = readFileSync(join(sweep, cell, "timings.jsonl"), "utf8");
      return [cell, readJson(sweep, cell, "status.json").started + environment + timings];
    }),
  );
}

test("sweep that was killed anyhow and anywhere loses no cell and does none twice", async () => {
  const lines = [
    "  epochs: 300",
    "grid:",
    "  learningRate: [0.05, 0.1, 0.2]",
    `repeat: ${isFull ? 4 : 1}`,
  ];
  const undisturbed = sweepFile(...lines);
  expect(learnscope([...undisturbed.words, "jobs=2"]).exitCode).toBe(0);
  const { sweep, words } = sweepFile(...lines);
  const kills = isFull ? 30 : 3;
  let done = doneCells(sweep);
  const hits = { nobody: 0, cells: 0 };
  for (let kill = 0; kill < kills; kill++) {
    const child = startLearnscope([...words, "jobs=2"]);
    const end = endOf(child);
    await sleep(600 + ((kill * 619) % (isFull ? 2600 : 1500)));
    const workers = workersOf(sweep);
    hits[workers.length > 0 ? "cells" : "nobody"]++;
    // The sweep, its children, or all of them.
    if (kill % 3 !== 1) child.kill("SIGKILL");
    if (kill % 3 !== 0) killAll(workers);
    if (kill % 3 === 1) {
      await sleep(200);
      child.kill("SIGKILL");
    }
    await end;
    const now = doneCells(sweep);
    for (const [cell, record] of done) expect(now.get(cell)).toBe(record);
    done = now;
  }
  for (let call = 0; call < 20 && !statesIn(sweep).every((state) => state === "done"); call++) {
    learnscope([...words, "jobs=2"]);
    await sleep(100);
  }
  const last = jsonOf(learnscope([...words, "--json"]));
  expect(last.states).toEqual({ done: isFull ? 12 : 3 });
  const now = doneCells(sweep);
  for (const [cell, record] of done) expect(now.get(cell)).toBe(record);
  for (const cell of now.keys()) {
    const [metrics, usual] = [sweep, undisturbed.sweep].map((folder) =>
      readFileSync(join(folder, cell, "metrics.jsonl"), "utf8"),
    );
    expect(metrics).toBe(usual);
  }
  if (isFull)
    console.info(`${kills} kills: ${hits.cells} with cells under way, ${hits.nobody} without`);
}, 600_000);
