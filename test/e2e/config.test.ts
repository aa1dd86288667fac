import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { projectRoot } from "../../tools/project.mjs";
import { jsonOf, learnscope, makeFolder } from "./learnscope.ts";

const plan = ["--dry-run", "--json"];

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const typed = [
  "model=mcnn",
  "width=16",
  "data=generated-digits",
  "trainCount=20",
  "testCount=10",
  "seeds=0,3",
  "epochs=3",
  "learningRate=0.001",
  "optimiser=adamw",
  "decayBiasAndNorm=false",
  "schedule=multi-step",
  "rateEpochs=30,60",
  "augment=crop:4,flip",
];

const values = {
  model: "mcnn",
  width: 16,
  data: "generated-digits",
  trainCount: 20,
  testCount: 10,
  seeds: [0, 3],
  epochs: 3,
  learningRate: 1e-3,
  optimiser: "adamw",
  decayBiasAndNorm: false,
  schedule: "multi-step",
  rateEpochs: [30, 60],
  augment: ["crop:4", "flip"],
};

const yaml = `# yaml-language-server: $schema=train.schema.json
schema: 1
model: mcnn
width: 16
data: generated-digits
trainCount: 20
testCount: 10
seeds: [0, 3]
epochs: 3
learningRate: 1e-3 # of Adam
optimiser: adamw
decayBiasAndNorm: false
schedule: multi-step
rateEpochs: [30, 60]
augment: crop:4,flip
`;

const typescript = `import { defineRun } from "learnscope";\n\nexport default defineRun(${JSON.stringify(values)});\n`;

let expected: Readonly<Record<string, unknown>>;

beforeAll(() => {
  expected = jsonOf(learnscope(["train", ...typed, ...plan]));
});

test.each([
  ["run.yaml", yaml],
  ["run.json", JSON.stringify({ schema: 1, ...values })],
  ["run.ts", typescript],
  ["run.mjs", typescript],
])("learnscope train %s plans what the same settings do that are typed", (name, text) => {
  const file = join(folderOf({ [name]: text }), name);
  expect(jsonOf(learnscope(["train", file, ...plan]))).toEqual(expected);
});

test("learnscope train lets typed settings win over a file's", () => {
  const file = join(folderOf({ "run.yaml": yaml }), "run.yaml");
  const planned = jsonOf(learnscope(["train", file, "epochs=5", "seed=1", ...plan]));
  expect(planned).toMatchObject({ model: "mcnn", width: "16", epochs: 5, seeds: [1] });
});

test("learnscope train takes what a file extends", () => {
  const folder = folderOf({
    "base.yaml": "model: mlp\ndata: generated-digits\ntrainCount: 70\nepochs: 1\n",
    "longer.yaml": "extends: base.yaml\nepochs: 9\n",
  });
  const planned = jsonOf(learnscope(["train", join(folder, "longer.yaml"), ...plan]));
  expect(planned).toMatchObject({ model: "mlp", data: "generated-digits", epochs: 9 });
});

test("learnscope study run takes settings of the file behind config=", () => {
  const file = join(folderOf({ "small.yaml": "seeds: [7]\nepochs: 1\n" }), "small.yaml");
  const words = ["study", "run", "translation", `config=${file}`, "data=generated-digits"];
  const planned = jsonOf(learnscope([...words, "epochs=3", ...plan]));
  expect(planned).toMatchObject({ study: "translation", seeds: [7], epochs: 3 });
  expect(planned).not.toHaveProperty("config");
});

test.each([
  [
    "a.yaml",
    "epochs: 2\nepochs: 3\n",
    ", line 2, column 1: the key stands there for the second time, needs one value for each",
  ],
  ["a.ts", 'export default {};\nthrow new Error("out of luck");\n', ", line 2: out of luck"],
])("learnscope train refuses %s in one line with exit code 2", (name, text, reason) => {
  const file = join(folderOf({ [name]: text }), name);
  const { exitCode, stdout, stderr } = learnscope(["train", file]);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^Cannot (read|run) .+\n$/);
  expect(stderr).toContain(`"${file}"${reason}`);
});

test("learnscope train asks what was meant by a key of a file that there is not", () => {
  const file = join(folderOf({ "a.yaml": "epoch: 2\n" }), "a.yaml");
  const { exitCode, stderr } = learnscope(["train", file]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('did you mean "epochs"')]);
});

test("learnscope schema train knows every key of the files above, and no others", () => {
  const { stdout } = learnscope(["schema", "train"]);
  const { properties, additionalProperties } = JSON.parse(stdout);
  expect(additionalProperties).toBe(false);
  for (const [key, value] of Object.entries({ schema: 1, ...values })) {
    expect([key, fits(value, properties[key])]).toEqual([key, true]);
  }
  expect(fits("three", properties.epochs)).toBe(false);
  expect(fits("adma", properties.optimiser)).toBe(false);
  expect(jsonOf(learnscope(["schema", "train", "--json"]))).toEqual(JSON.parse(stdout));
});

interface ValueSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly ValueSchema[];
  readonly items?: ValueSchema;
}

/** As much of JSON Schema as the keys above need. */
function fits(value: unknown, schema: ValueSchema): boolean {
  const { type, anyOf, items } = schema;
  if (anyOf && !anyOf.some((way) => fits(value, way))) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if ("const" in schema && schema.const !== value) return false;
  if (items && Array.isArray(value) && !value.every((part) => fits(part, items))) return false;
  return type === undefined || [type].flat().some((name) => isOf(value, name));
}

function isOf(value: unknown, type: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  return type === "array" ? Array.isArray(value) : typeof value === type;
}

test("learnscope as a package lets the compiler find keys and words that there are not", () => {
  const folder = folderOf({
    "good.ts": typescript,
    "key.ts": typescript.replace('"epochs"', '"epoch"'),
    "word.ts": typescript.replace('"adamw"', '"adma"'),
  });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(projectRoot, join(folder, "node_modules/learnscope"));
  const tsc = join(projectRoot, "node_modules/typescript/bin/tsc");
  const options = ["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", "--pretty", "false"];
  const target = ["--module", "nodenext", "--target", "es2023"];
  const files = ["good.ts", "key.ts", "word.ts"];
  const { stdout } = spawnSync(process.execPath, [tsc, ...options, ...target, ...files], {
    cwd: folder,
    encoding: "utf8",
  });
  const problems = stdout.split("\n").filter((line) => /^\S+\.ts\(/.test(line));
  expect(problems).toEqual([
    expect.stringMatching(/^key\.ts.+'"epoch"' does not exist in type 'RunFile'/),
    expect.stringMatching(/^word\.ts.+Type '"adma"' is not assignable/),
  ]);
});
