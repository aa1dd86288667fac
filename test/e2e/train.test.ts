import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseSafetensors } from "../../src/storage/safetensors.ts";
import { describeOnednn } from "../support/describeOnednn.ts";
import {
  jsonOf,
  lastCheckpoint,
  learnscope,
  makeFolder,
  onlyEntry,
  readJson,
} from "./learnscope.ts";

const small = ["train", "model=pooled-mlp", "trainCount=300", "testCount=100", "epochs=2"];
const digits = [...small, "data=generated-digits"];

test("train writes a run folder, a line an epoch, and says on which data", () => {
  const runs = makeFolder();
  const { exitCode, stdout, stderr } = learnscope([...digits, "seed=3", `runs=${runs}`]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Data: generated digits, 300 training and 100 test images");
  expect(stdout).toMatch(/Test accuracy of pooled-mlp: \d+\.\d% \(one seed\)/);
  expect(stdout).toMatch(/^class +test accuracy$/m);
  expect(stdout.match(/^\d +[01](\.\d+)?$/gm)).toHaveLength(10);
  expect(stderr.match(/^pooled-mlp-s3 {2}epoch [012]\/2 {2}.*test \d/gm)).toHaveLength(3);

  const folder = onlyEntry(runs, "train");
  expect(folder).toMatch(/\/\d{8}T\d{6}Z-pooled-mlp-[0-9a-f]{6}-s3$/);
  expect(stdout).toContain(folder);
  expect(readdirSync(folder).sort()).toEqual([
    "checkpoints",
    "config.resolved.yaml",
    "dataset.json",
    "env.json",
    "log.txt",
    "manifest.json",
    "metrics.jsonl",
    "status.json",
    "timings.jsonl",
  ]);
  expect(readJson(folder, "status.json").state).toBe("done");
  expect(readJson(folder, "env.json").command.slice(0, 2)).toEqual(["train", "model=pooled-mlp"]);
  const lines = readFileSync(join(folder, "metrics.jsonl"), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).epoch)).toEqual([0, 1, 2]);
  const { tensors } = parseSafetensors(readFileSync(lastCheckpoint(folder)), "last.safetensors");
  expect([...tensors.keys()]).toContain("f1.weight");
});

test("train of several seeds gives mean and interval; the same seed gives the same bits", () => {
  const runs = makeFolder();
  const first = jsonOf(learnscope([...digits, "seeds=0..1", "--json"], { LEARNSCOPE_RUNS: runs }));
  const again = jsonOf(learnscope([...digits, "seeds=1", "--json"], { LEARNSCOPE_RUNS: runs }));
  expect(first.testAccuracy.n).toBe(2);
  for (const { confusion, testAccuracy } of first.runs) {
    const recognised = confusion.reduce(
      (sum: number, row: number[], label: number) => sum + row[label]!,
      0,
    );
    expect(recognised / 100).toBeCloseTo(testAccuracy, 12);
    expect(confusion.flat().reduce((a: number, b: number) => a + b)).toBe(100);
  }
  expect(first.dataset).toMatchObject({ title: "generated digits", generated: true });
  const [zero, one, other] = [...first.runs, ...again.runs].map(({ folder }) =>
    readFileSync(lastCheckpoint(folder)),
  );
  expect(other!.equals(one!)).toBe(true);
  expect(zero!.equals(one!)).toBe(false);
});

test("train tells the interval of several seeds by the bootstrap where it is asked to, of the same runs", () => {
  const words = [...digits, "seeds=0..2", `runs=${makeFolder()}`];
  const { stdout } = learnscope([...words, "interval=bootstrap"]);
  expect(stdout).toMatch(
    /: \d+\.\d% \(\d+\.\d% to \d+\.\d%, bootstrap\) \(n = 3 seeds, in brackets is the 95% CI\)$/m,
  );
  const usual = jsonOf(learnscope([...words, "--json"]));
  expect(usual.testAccuracy.interval).toBeUndefined();
  const hashes = (text: string) => new Set(text.match(/pooled-mlp-[0-9a-f]{6}/g));
  expect(hashes(stdout)).toEqual(hashes(usual.runs[0].folder));
  const configuration = readFileSync(join(usual.runs[0].folder, "config.resolved.yaml"), "utf8");
  expect(configuration).not.toContain("interval");
});

test("train with recompute=blocks learns the same, under the same name", () => {
  const network = ["model=resnet18k", "width=2", "data=generated-digits"];
  const words = ["train", ...network, "trainCount=60", "testCount=20", "epochs=1", "batchSize=20"];
  const [kept, again] = ["none", "blocks"].map((recompute) => {
    const runs = `runs=${makeFolder()}`;
    const [run] = jsonOf(learnscope([...words, `recompute=${recompute}`, runs, "--json"])).runs;
    const weights = readFileSync(lastCheckpoint(run.folder));
    return { hash: /-([0-9a-f]{6})-s0$/.exec(run.folder)![1], weights };
  });
  expect(again!.weights.equals(kept!.weights)).toBe(true);
  expect(again!.hash).toBe(kept!.hash);
});

test("train follows a recipe, and writes it down", () => {
  const recipe = [
    "optimiser=adamw",
    "learningRate=0.002",
    "weightDecay=0.05",
    "decayBiasAndNorm=false",
    "schedule=cosine",
    "warmupEpochs=0.5",
    "clipNorm=1",
    "averageDecay=0.5",
    "labelSmoothing=0.1",
  ];
  const words = [...digits, "epochs=3", ...recipe].filter((word) => word !== "epochs=2");
  const { runs } = jsonOf(learnscope([...words, `runs=${makeFolder()}`, "--json"]));
  const { folder, history } = runs[0];
  const rates = history.slice(1).map((metrics: Record<string, number>) => metrics["learning-rate"]);
  // Of 12 steps, the last of each epoch: (1 + cos) / 2 of 3, 7 and 11 twelfths of π.
  [3, 7, 11].forEach((step, epoch) => {
    expect(rates[epoch]).toBeCloseTo(0.001 * (1 + Math.cos((Math.PI * step) / 12)), 9);
  });
  const configuration = readFileSync(join(folder, "config.resolved.yaml"), "utf8");
  for (const word of recipe) expect(configuration).toContain(word.replace("=", ": "));
});

test.each([
  ["optimizer=adam", 'no such key, needs .+; did you mean "optimiser"'],
  ["optimiser=adamW", 'Cannot set optimiser of "train": "adamW" was given, needs "sgd" or .+'],
  ["nesterov=true", "Cannot use sgd: nesterov with momentum 0, needs momentum above 0"],
  ["schedule=step", "Cannot use the schedule step: rateEpochs are \\[\\], needs one number"],
])("train refuses %s before it begins", (word, reason) => {
  const runs = makeFolder();
  const { exitCode, stderr } = learnscope([...digits, word, `runs=${runs}`]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(new RegExp(reason));
  expect(existsSync(join(runs, "train"))).toBe(false);
});

test("train takes generated digits where MNIST is missing, and says so", () => {
  const { stdout, stderr, exitCode } = learnscope([...small, `runs=${makeFolder()}`]);
  expect(exitCode).toBe(0);
  expect(stderr).toContain(
    "MNIST is not on this machine: going on with generated digits; `learnscope data get mnist` fetches it\n",
  );
  expect(stdout).toContain("Data: generated digits");
});

test("train goes on with the reference backend where oneDNN is missing, and says so in one line", () => {
  const words = ["train", "model=pooled-mlp", "data=generated-digits", "trainCount=64", "epochs=1"];
  const done = learnscope([...words, "testCount=20", `runs=${makeFolder()}`], {
    LEARNSCOPE_ONEDNN: "/nowhere",
  });
  expect(done.exitCode).toBe(0);
  expect(done.stderr.split("\n")[0]).toBe(
    'Cannot load oneDNN: LEARNSCOPE_ONEDNN is "/nowhere", needs a loadable libdnnl 2.x; going on with the reference backend, which is slow',
  );
});

test("train refuses oneDNN that was asked for and is missing", () => {
  const { exitCode, stderr } = learnscope([...digits, "backend=onednn"], {
    LEARNSCOPE_ONEDNN: "/nowhere",
  });
  expect([exitCode, stderr]).toEqual([
    1,
    'Cannot load oneDNN: LEARNSCOPE_ONEDNN is "/nowhere", needs a loadable libdnnl 2.x\n',
  ]);
});

describeOnednn("train", () => {
  test("gives about the same as the reference backend", () => {
    const environment = { LEARNSCOPE_RUNS: makeFolder() };
    const losses = ["onednn", "reference"].map((backend) => {
      const { runs } = jsonOf(learnscope([...digits, `backend=${backend}`, "--json"], environment));
      return runs[0].history[2]["train/loss"];
    });
    // Rounding differs, and 8 steps carry it on.
    expect(losses[0]).toBeCloseTo(losses[1], 4);
  });
});

test("train stops where numbers stop being finite, and marks the run failed", () => {
  const runs = makeFolder();
  const { exitCode, stderr } = learnscope([...digits, "learningRate=1e39", `runs=${runs}`]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/Cannot go on training "pooled-mlp": .+ became NaN or infinite first/);
  expect(stderr).toMatch(
    /^The last good checkpoint is kept; `learnscope fork .+@last learningRate=…`/m,
  );
  const folder = onlyEntry(runs, "train");
  expect(readJson(folder, "status.json").state).toBe("failed");
  const file = readFileSync(lastCheckpoint(folder));
  for (const { data } of parseSafetensors(file, "last").tensors.values()) {
    expect(data.every(Number.isFinite)).toBe(true);
  }
});

test("train refuses a folder of runs that is a file", () => {
  const runs = join(makeFolder(), "runs");
  writeFileSync(runs, "");
  const { exitCode, stderr } = learnscope([...digits, `runs=${runs}`]);
  expect([exitCode, stderr]).toEqual([
    1,
    `Cannot make "${runs}/train": part of the path is a file, needs a folder\n`,
  ]);
});

test("train gives two runs of one second a folder each", () => {
  const runs = makeFolder();
  mkdirSync(runs, { recursive: true });
  const words = [...digits, "epochs=0"].filter((word) => word !== "epochs=2");
  const seconds = [1, 2, 3].map(() => jsonOf(learnscope([...words, `runs=${runs}`, "--json"])));
  expect(new Set(seconds.map((result) => result.runs[0].folder)).size).toBe(3);
});

test("train fits a network to the channels, size and classes of the data", () => {
  const asked = ["train", "model=mcnn", "width=2", "data=generated-digits", "epochs=1"];
  const counts = ["trainCount=128", "testCount=64", `runs=${makeFolder()}`];
  const { options, runs } = jsonOf(learnscope([...asked, ...counts, "--json"]));
  expect(options).toMatchObject({ inChannels: "1", inputSize: "28", classes: "10", width: "2" });
  expect(readJson(runs[0].folder, "dataset.json").network).toMatchObject({ inputSize: "28" });
  const dry = jsonOf(learnscope([...asked, "classes=12", "--dry-run", "--json"]));
  expect(dry).toMatchObject({ inputSize: "28", classes: "12" });
});

test("train says which size a network needs that cannot be made as small as the data", () => {
  const { exitCode, stderr } = learnscope(["train", "model=vgg16", "data=generated-digits"]);
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    'Cannot make "vgg16": inputSize is "28", needs a whole number from 32 to 2048\n',
  );
});
