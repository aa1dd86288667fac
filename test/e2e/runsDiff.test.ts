import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { parseSvg } from "../support/svg.ts";
import { jsonOf, learnscope, makeFolder, readJson } from "./learnscope.ts";

const runs = makeFolder();
const small = ["model=pooled-mlp", "data=generated-digits", "trainCount=300", "testCount=100"];

/** Trains for every seed; the hash that all its runs have. */
function train(words: readonly string[]): string {
  const trained = jsonOf(learnscope(["train", ...small, ...words, `runs=${runs}`, "--json"]));
  return /-([0-9a-f]{6})-s\d+$/.exec(trained.runs[0].folder)![1]!;
}

const diff = (...words: readonly string[]) =>
  learnscope(["runs", "diff", ...words, `runs=${runs}`]);

let slow = "";
let fast = "";

beforeAll(() => {
  slow = train(["epochs=4", "seeds=0..2", "learningRate=0.5"]);
  fast = train(["epochs=3", "seeds=0..3", "learningRate=1"]);
});

test("runs diff compares hashes, seed by seed, at equal epochs and at equal training losses", () => {
  const { exitCode, stdout, stderr } = diff(slow, fast);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(
    `A: pooled-mlp-${slow}, seeds 0, 1, 2\nB: pooled-mlp-${fast}, seeds 0, 1, 2, 3\n`,
  );
  expect(stdout).toMatch(/^epochs +4 +3\nlearningRate +0.5 +1\n$/m);
  expect(stdout).toContain("After epoch 3, the last that all runs have:");
  expect(stdout).toMatch(/^test\/accuracy +[\d.]+% ± [\d.]+% .+ points +3 pairs +[−+]/m);
  expect(stdout).toMatch(/^[\d.]+ +epoch +[\d.]+ ± [\d.]+ .+ 3 pairs/m);
  expect(stdout).toContain("B − A: seed by seed; 1 run has no seed in common and is left out");
});

test("runs diff --json gives the numbers that the logs have", () => {
  const { a, b, settings, interval, comparison } = jsonOf(diff(slow, fast, "--json"));
  expect([a.seeds, b.seeds, a.epochs, b.epochs]).toEqual([
    [0, 1, 2],
    [0, 1, 2, 3],
    [4, 4, 4],
    [3, 3, 3, 3],
  ]);
  expect(settings).toContainEqual({ key: "learningRate", a: "0.5", b: "1" });
  expect(interval).toBe("t");
  const accuraciesOf = (folders: readonly string[]) =>
    folders.map((folder) => {
      const line = readFileSync(join(folder, "metrics.jsonl"), "utf8").split("\n")[3]!;
      return JSON.parse(line)["test/accuracy"];
    });
  const meanOf = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const row = comparison.find(
    (own: Record<string, unknown>) =>
      own.at === "epoch" && own.level === 3 && own.metric === "test/accuracy",
  );
  const [ofA, ofB] = [accuraciesOf(a.folders), accuraciesOf(b.folders)];
  expect(row.aMean).toBeCloseTo(meanOf(ofA), 12);
  expect(row.bMean).toBeCloseTo(meanOf(ofB), 12);
  expect(row.difference).toBeCloseTo(meanOf(ofA.map((value, seed) => ofB[seed] - value)), 12);
  expect(row).toMatchObject({ kind: "paired", pairs: 3, aCount: 3, bCount: 4 });
});

test("runs diff to=… writes the tables, and each metric as picture, table and JSON", () => {
  const to = join(makeFolder(), "compared");
  const { files } = jsonOf(diff(slow, fast, `to=${to}`, "metric=train/loss", "--json"));
  const names = ["curves-train-loss", "difference-train-loss"];
  expect(files).toEqual([
    join(to, "comparison.json"),
    join(to, "comparison.csv"),
    ...names.map((name) => join(to, `figures/${name}.svg`)),
  ]);
  expect(readdirSync(join(to, "figures"))).toHaveLength(6);
  for (const name of names) parseSvg(readFileSync(join(to, `figures/${name}.svg`), "utf8"));
  expect(readJson(to, "comparison.json").a.seeds).toEqual([0, 1, 2]);
  expect(readFileSync(join(to, "comparison.csv"), "utf8")).toMatch(/^at,level,metric,aMean,/);
});

test("runs diff of a run with itself finds nothing, by the bootstrap too", () => {
  const { a, settings, comparison } = jsonOf(diff(slow, slow, "interval=bootstrap", "--json"));
  expect(settings).toEqual([]);
  expect(comparison.length).toBeGreaterThan(8);
  for (const row of comparison) {
    expect([row.difference, row.low, row.high, row.interval]).toEqual([0, 0, 0, "bootstrap"]);
  }
  const single = diff(a.folders[0], a.folders[1]);
  expect(single.stdout).toContain("A and B differ in no setting.");
  expect(single.stdout).toContain("B − A: difference of the means");
});

test("runs diff refuses one name, a name of several settings, and a metric that there is not", () => {
  expect(diff(slow)).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      'Cannot run "runs diff": 1 names were given, needs two: folders of runs or parts of their names\n',
  });
  expect(diff("pooled-mlp", fast).stderr).toMatch(
    /^Cannot compare "pooled-mlp": it names runs of 2 settings, needs one of "pooled-mlp-[0-9a-f]{6}", "pooled-mlp-[0-9a-f]{6}"\n$/,
  );
  expect(diff(slow, fast, "metric=test/acuracy").stderr).toBe(
    'Cannot compare runs by "test/acuracy": no run has this metric, needs "test/accuracy", "train/loss", "train/accuracy" or "learning-rate"; did you mean "test/accuracy"\n',
  );
});

test("runs diff says where runs were tested on different images", () => {
  const other = train(["epochs=3", "seeds=0", "learningRate=1", "testTransform=translate:dx=2"]);
  expect(diff(fast, other).stdout).toMatch(/^They were not all tested on the same images: /m);
  expect(diff(slow, fast).stdout).not.toContain("tested on the same images");
});
