import { appendFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { beforeAll, expect, test } from "vitest";
import { jsonOf, lastCheckpoint, learnscope, makeFolder, readJson } from "./learnscope.ts";

const small = ["data=generated-digits", "trainCount=300", "testCount=100"];
const runs = makeFolder();

let run: string;
let testAccuracy: number;
/** What `export` makes of the run. */
let weights: string;

beforeAll(() => {
  const trained = jsonOf(
    learnscope(["train", "model=pooled-mlp", "epochs=1", ...small, `runs=${runs}`, "--json"]),
  );
  run = trained.runs[0].folder;
  testAccuracy = trained.testAccuracy.mean;
  weights = join(run, "export/pooled-mlp.safetensors");
  learnscope(["export", run]);
});

test("export writes safetensors with their state, and ONNX that ONNX Runtime runs", async () => {
  const { exitCode, stdout } = learnscope(["export", run]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Multilayer perceptron behind 4×4 pooling of seed 0 after epoch 1");
  expect(readdirSync(join(run, "export")).sort()).toEqual([
    "pooled-mlp.json",
    "pooled-mlp.onnx",
    "pooled-mlp.safetensors",
  ]);
  expect(readJson(run, "export/pooled-mlp.json")).toMatchObject({
    network: "pooled-mlp",
    epoch: 1,
    seed: 0,
    sha256: readJson(run, "checkpoints/epoch-0001.json").sha256,
  });
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 };
  const session = await InferenceSession.create(join(run, "export/pooled-mlp.onnx"), options);
  const images = new Tensor("float32", new Float32Array(2 * 784), [2, 1, 28, 28]);
  const { logits } = await session.run({ images });
  expect(logits!.dims).toEqual([2, 10]);
});

test("export writes one format to a folder of one's own", () => {
  const to = join(makeFolder(), "models");
  const { files } = jsonOf(learnscope(["export", run, `to=${to}`, "--format", "onnx", "--json"]));
  expect(files).toEqual([{ format: "onnx", path: join(to, "pooled-mlp.onnx") }]);
  expect(readdirSync(to)).toEqual(["pooled-mlp.onnx"]);
});

test("train goes on with exported weights where they came from", () => {
  const words = ["train", "model=pooled-mlp", `weights=${weights}`, "epochs=0", ...small];
  const done = learnscope([...words, `runs=${runs}`, "seed=7", "--json"]);
  expect(done.stderr).toContain(`weights: 6 tensors from "${weights}"\n`);
  expect(jsonOf(done).testAccuracy.mean).toBe(testAccuracy);
});

test("train begins with the weights of a run, and of one of its epochs", () => {
  const words = ["train", "model=pooled-mlp", "epochs=0", ...small, `runs=${runs}`, "--json"];
  const accuracyOf = (weights: string) =>
    jsonOf(learnscope([...words, `weights=${weights}`])).testAccuracy.mean;
  expect([accuracyOf(run), accuracyOf(`${run}@1`)]).toEqual([testAccuracy, testAccuracy]);
  expect(accuracyOf(`${run}@0`)).not.toBe(testAccuracy);
});

test("train refuses weights of another network before it makes a folder, and takes what fits if told to", () => {
  const own = makeFolder();
  const words = ["train", "model=mlp", `weights=${weights}`, "epochs=0", ...small, `runs=${own}`];
  const { exitCode, stderr } = learnscope(words);
  expect([exitCode, stderr]).toEqual([
    1,
    `Cannot load "${weights}" into "mlp": 1 misshaped ("f1.weight" [120, 49] instead of [120, 784]); needs the network's names and shapes, or strict=false\n`,
  ]);
  expect(existsSync(join(own, "train"))).toBe(false);
  const loose = learnscope([...words, "--strict=false"]);
  expect(loose.exitCode).toBe(0);
  expect(loose.stderr).toContain(
    `weights: 5 tensors from "${weights}"; 1 begin anew (f1.weight)\n`,
  );
});

test("models show compares weights with a network, and exits with 1 where they do not fit", () => {
  const fits = learnscope(["models", "show", "pooled-mlp", `weights=${weights}`]);
  expect(fits.exitCode).toBe(0);
  expect(fits.stdout).toMatch(/^fitting +6 {2}f1\.weight, f1\.bias, f2\.weight, f2\.bias, …$/m);
  const unfit = learnscope(["models", "show", "mlp", `weights=${weights}`]);
  expect(unfit.exitCode).toBe(1);
  expect(unfit.stdout).toMatch(/^misshaped +1 {2}f1\.weight \[120, 49\] instead of \[120, 784\]$/m);
  expect(learnscope(["models", "show", "mlp", `weights=${weights}`, "strict=false"]).exitCode).toBe(
    0,
  );
});

test("models show lets a classifier for other classes begin anew", () => {
  const network = ["cnn5", "width=1", "inChannels=1", "inputSize=28"];
  const words = ["train", `model=${network[0]}`, "width=1", "epochs=0", ...small];
  const { runs: trained } = jsonOf(learnscope([...words, `runs=${runs}`, "--json"]));
  const checkpoint = lastCheckpoint(trained[0].folder);
  const show = ["models", "show", ...network, "classes=3", `weights=${checkpoint}`];
  expect(learnscope(show).exitCode).toBe(1);
  const { stdout, exitCode } = learnscope([...show, "head=replace"]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^begin anew +2 {2}.+ instead of \[3, /m);
});

test.each([
  [["export"], 2, 'Cannot run "export": no run was named, needs the folder of one'],
  [
    ["export", "x", "--format", "onx"],
    2,
    'Cannot run "export": there is no format "onx", needs "safetensors" or "onnx"; did you mean "onnx"',
  ],
  [
    ["export", "/nowhere", "runs=/nowhere/runs"],
    2,
    'Cannot find the run "/nowhere": there are no runs in "/nowhere/runs", needs `learnscope train` first',
  ],
  [
    ["train", "weights=/nowhere.safetensors", ...small],
    1,
    'Cannot read "/nowhere.safetensors": it does not exist, needs a safetensors file',
  ],
  [
    ["train", "strict=maybe"],
    2,
    'Cannot set strict of "train": "maybe" was given, needs "true" or "false"',
  ],
])("learnscope %j is refused", (words, code, sentence) => {
  const { exitCode, stderr } = learnscope(words, { LEARNSCOPE_RUNS: makeFolder() });
  expect([exitCode, stderr]).toEqual([code, `${sentence}\n`]);
});

test("export refuses a checkpoint that was altered", () => {
  const { folder } = jsonOf(
    learnscope(["train", "model=pooled-mlp", "epochs=0", ...small, `runs=${runs}`, "--json"]),
  ).runs[0];
  const checkpoint = lastCheckpoint(folder);
  appendFileSync(checkpoint, "\0");
  const { exitCode, stderr } = learnscope(["export", folder]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^Cannot read ".+epoch-0000\.safetensors": its SHA-256 is [0-9a-f]{64}, needs [0-9a-f]{64} as ".+epoch-0000\.json" says\n$/,
  );
});
