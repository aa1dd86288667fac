import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readEventFile } from "../support/readEventFile.ts";
import { jsonOf, learnscope, makeFolder } from "./learnscope.ts";

const words = ["model=pooled-mlp", "data=generated-digits", "trainCount=300", "testCount=100"];
const runs = makeFolder();

/** Of seeds 0 and 1. */
let folders: readonly string[];

beforeAll(() => {
  const asked = [...words, "epochs=2", "seeds=0..1", `runs=${runs}`];
  folders = jsonOf(learnscope(["train", ...asked, "--json"])).runs.map(
    ({ folder }: { folder: string }) => folder,
  );
});

/** What a run logged: numbers by name, a line an epoch. */
function logOf(folder: string, log: "metrics" | "timings"): readonly Record<string, number>[] {
  const lines = readFileSync(join(folder, `${log}.jsonl`), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => JSON.parse(line));
}

/** `<experiment>/<folder>` */
function labelOf(folder: string): string {
  return folder.slice(runs.length + 1);
}

test("runs export writes a table and event files, and says where they are", () => {
  const to = join(makeFolder(), "exported");
  const done = learnscope(["runs", "export", "pooled-mlp", `runs=${runs}`, `to=${to}`]);
  expect([done.exitCode, done.stderr]).toEqual([0, ""]);
  const [header, table, ...events] = done.stdout.match(/^(\d+ runs|(csv|tensorboard) .+)$/gm)!;
  expect([header, table]).toEqual(["2 runs", `csv          ${to}/metrics.csv`]);
  expect(events).toHaveLength(2);
  for (const [index, folder] of folders.entries()) {
    const place = join(to, "tensorboard", labelOf(folder));
    expect(events[index]).toContain(`tensorboard  ${place}/events.out.tfevents.`);
    expect(readdirSync(place)).toHaveLength(1);
  }
});

test("runs export gives TensorBoard every number that was logged, and again the same bytes", () => {
  const to = makeFolder();
  const asked = ["runs", "export", folders[1]!, `runs=${runs}`, `to=${to}`, "--json"];
  const { files } = jsonOf(learnscope([...asked, "--format", "tensorboard"]));
  expect(files).toHaveLength(1);
  const bytes = readFileSync(files[0].path);
  const [version, ...events] = readEventFile(bytes);
  expect(version!.fileVersion).toBe("brain.Event:2");
  const timings = logOf(folders[1]!, "timings");
  const logged = logOf(folders[1]!, "metrics").map((line, epoch) => ({
    ...line,
    ...timings[epoch],
  }));
  expect(events.map(({ step, values }) => ({ epoch: step, ...values }))).toEqual(
    logged.map((line) =>
      Object.fromEntries(Object.entries(line).map(([name, value]) => [name, Math.fround(value)])),
    ),
  );
  expect(events[2]!.values["train/loss"]).toBeGreaterThan(0);
  learnscope([...asked, "--format", "tensorboard"]);
  expect(readFileSync(files[0].path).equals(bytes)).toBe(true);
  expect(readdirSync(join(files[0].path, ".."))).toHaveLength(1);
});

test("runs export writes every number to the table as it was logged", () => {
  const to = makeFolder();
  const asked = ["runs", "export", ...folders, `runs=${runs}`, `to=${to}`, "--format=csv"];
  expect(jsonOf(learnscope([...asked, "--json"]))).toEqual({
    runs: folders.map(labelOf),
    files: [{ format: "csv", path: join(to, "metrics.csv") }],
  });
  const text = readFileSync(join(to, "metrics.csv"), "utf8");
  const [header, ...rows] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  expect(header!.slice(0, 5)).toEqual(["run", "name", "hash", "seed", "epoch"]);
  expect(rows).toHaveLength(6);
  const values = rows.map((row) =>
    Object.fromEntries(header!.map((column, at) => [column, row[at]!]).filter(([, own]) => own)),
  );
  const logged = folders.flatMap((folder, seed) => {
    const timings = logOf(folder, "timings");
    const [, hash] = /-([0-9a-f]{6})-s\d$/.exec(folder)!;
    const own = { run: labelOf(folder), name: "pooled-mlp", hash, seed };
    return logOf(folder, "metrics").map((line, epoch) => ({ ...own, ...line, ...timings[epoch] }));
  });
  expect(values).toEqual(
    logged.map((line) =>
      Object.fromEntries(Object.entries(line).map(([name, value]) => [name, String(value)])),
    ),
  );
});

test.each([
  [
    ["runs", "export"],
    'Cannot run "runs export": no run was named, needs folders of runs or parts of their names',
  ],
  [
    ["runs", "export", "pooled-mlp", "--format", "tsv"],
    'Cannot run "runs export": there is no format "tsv", needs "csv" or "tensorboard"; did you mean "csv"',
  ],
])("learnscope %j is refused", (typed, reason) => {
  const { exitCode, stderr } = learnscope([...typed], { LEARNSCOPE_RUNS: runs });
  expect([exitCode, stderr]).toEqual([2, `${reason}\n`]);
});
