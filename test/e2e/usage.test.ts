import { expect, test } from "vitest";
import { needs } from "../../src/core/suggest.ts";
import { networks } from "../../src/zoo/index.ts";
import { learnscope } from "./learnscope.ts";

const endings = ".yaml, .yml, .json, .ts, .mts, .js or .mjs";

/** What is typed, and all that is answered; the program does nothing else and its exit code is 2. */
const mistakes: readonly (readonly [string, string])[] = [
  [
    "trian",
    'Cannot run "trian": there is no such command, needs "study", "verify", "train", "resume", "fork", "divergence", "sweep", "probes", "probe", "runs", "data", "models", "export", "schema", "bench" or "doctor"; did you mean "train"',
  ],
  ["train --jsn", `Cannot run "train --jsn": unknown option '--jsn' (Did you mean --json?)`],
  [
    "train lenet5",
    `Cannot run "train": "lenet5" was given, needs key=value, or a file that ends in ${endings}`,
  ],
  [
    "train epochs",
    `Cannot run "train": "epochs" was given, needs key=value, or a file that ends in ${endings}`,
  ],
  ["train epochs=", 'Cannot run "train": "epochs=" was given, needs key=value'],
  ["train seed=1 seeds=2", 'Cannot run "train": seeds is given twice, needs one value'],
  [
    "models show mlp c3=full",
    'Cannot set "c3" of "mlp": there is no such key, needs "batch", "recompute", "backend", "threads", "precision", "convolution", "weights", "strict" or "head"',
  ],
  [
    "train learningRate=0",
    'Cannot set learningRate of "train": "0" was given, needs a number above 0',
  ],
  [
    "train momentum=1 --dry-run",
    'Cannot set momentum of "train": "1" was given, needs a number from 0 up to below 1',
  ],
  ["train epochs=two", 'Cannot set epochs of "train": "two" was given, needs a whole number >= 0'],
  [
    "train seeds=4..0",
    'Cannot set seeds of "train": "4..0" was given, needs whole numbers such as 3, 0,2,5 or 0..4',
  ],
  [
    "train model=lenet4",
    `Cannot run "train": there is no network "lenet4", ${needs("lenet4", Object.keys(networks))}`,
  ],
  [
    "train model=lenet5 c3=ful",
    'Cannot make "lenet5": c3 is "ful", needs "table" or "full"; did you mean "full"',
  ],
  [
    "train experiment=../elsewhere",
    'Cannot set experiment of "train": "../elsewhere" was given, needs lower-case letters, digits and hyphens',
  ],
  [
    "train precision=f16",
    'Cannot set precision of "train": "f16" was given, needs "f32" or "bf16"',
  ],
  [
    "train data=mnits",
    'Cannot use data set "mnits": there is none of that name, needs one that `learnscope data ls` lists; did you mean "mnist"',
  ],
  [
    "train data=generated-digits trainCount=20 testCount=20 batchSize=64",
    "Cannot train: batchSize is 64 with 20 training images, needs at most 20",
  ],
  ...(["resume", "runs rm", "runs show"] as const).map(
    (command) =>
      [
        command,
        `Cannot run "${command}": no run was named, needs one; \`learnscope runs ls\` lists them`,
      ] as const,
  ),
  [
    "study show",
    'Cannot run "study show": no study was named, needs "translation", "sequence" or "latent"',
  ],
  [
    "study run tranlation",
    'Cannot run "study run": there is no study "tranlation", needs "translation", "sequence" or "latent"; did you mean "translation"',
  ],
  ["train nowhere.yaml", 'Cannot read "nowhere.yaml": it does not exist, needs a file of settings'],
  [
    "study run nowhere.ts",
    'Cannot read "nowhere.ts": it does not exist, needs a TypeScript or JavaScript file',
  ],
  ["schema", 'Cannot run "schema": no kind of file was named, needs "train" or "sweep"'],
  [
    "schema trian",
    'Cannot run "schema": there is no kind of file "trian", needs "train" or "sweep"; did you mean "train"',
  ],
  ["study ls translation", 'Cannot run "study ls": "translation" was given, needs nothing more'],
  [
    "study run translation size=small",
    'Cannot set size of "translation": "small" was given, needs "full" or "demo"',
  ],
  [
    "verify translation ruins=x",
    'Cannot set "ruins" of "translation": there is no such key, needs "runs" or "run"; did you mean "runs"',
  ],
  [
    "data check",
    'Cannot run "data check": no data set was named, needs one that `learnscope data ls` lists',
  ],
  [
    "data get generated-digits",
    'Cannot download data set "generated-digits": the program makes it itself, needs no files',
  ],
  [
    "models show",
    `Cannot run "models show": no network was named, ${needs("", Object.keys(networks))}`,
  ],
  ["bench lenet5 batch=0", 'Cannot set batch of "bench": "0" was given, needs a whole number >= 1'],
];

test.each(mistakes)("learnscope %s is refused in one sentence", (line, sentence) => {
  const { exitCode, stdout, stderr } = learnscope(line.split(" "));
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `${sentence}\n`,
  });
});

test("learnscope train suggests the key that was meant among all there are", () => {
  const { exitCode, stderr } = learnscope(["train", "learningrate=0.1"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /^Cannot set "learningrate" of "train": there is no such key, needs one of \d+; did you mean "learningRate"\n$/,
  );
});

test("learnscope --debug shows where an error comes from", () => {
  const { exitCode, stderr } = learnscope(["models", "show", "lenet4", "--debug"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/there is no network "lenet4".*\n\s+at .*namedNetwork/);
});
