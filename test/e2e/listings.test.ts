import { expect, test } from "vitest";
import { networks } from "../../src/zoo/index.ts";
import { jsonOf, learnscope, makeFolder } from "./learnscope.ts";

test("study ls and study show tell what may be asked and set", () => {
  expect(learnscope(["study", "ls"]).stdout).toContain("translation");
  const [listed] = jsonOf(learnscope(["study", "ls", "--json"]));
  const shown = jsonOf(learnscope(["study", "show", "translation", "--json"]));
  expect(listed).toMatchObject({ id: "translation", trainings: shown.trainings });
  expect(shown.keys.map(({ key }: { key: string }) => key)).toContain("learningRate");
  expect(learnscope(["study", "show", "translation"]).stdout).toContain("97% ± 5 points");
});

test("models show counts the parameters that LeNet-5 is known for", () => {
  const original = ["subsampling=trainable", "output=rbf", "activation=scaledTanh"];
  const shown = jsonOf(learnscope(["models", "show", "lenet5", ...original, "--json"]));
  expect(shown.trainableCount).toBe(60_000);
  expect(shown.options).toMatchObject({ c3: "table", output: "rbf" });
  const layer = shown.layers.find(({ name }: { name: string }) => name === "c5");
  expect(layer).toMatchObject({ shape: [120, 1, 1], parameterCount: 48_120, macs: 48_000 });
  expect(learnscope(["models", "show", "mlp"]).stdout).toContain("105,214 trained numbers");
});

test("models ls names every network below its source", () => {
  const listed: { name: string; trainableCount: number }[] = jsonOf(
    learnscope(["models", "ls", "--json"]),
  );
  expect(listed.map(({ name }) => name)).toEqual(Object.keys(networks));
  expect(listed.find(({ name }) => name === "resnet50")!.trainableCount).toBe(25_557_032);
  const lines = learnscope(["models", "ls"]).stdout.split("\n");
  const heading = lines.indexOf("He et al. 2016, arXiv:1512.03385");
  expect(lines[heading + 1]).toMatch(
    /^ {2}resnet18 +ResNet-18 +\[3, 224, 224\] +1,000 +11,689,512/,
  );
  expect(lines[heading + 2]).toMatch(/^ {2}resnet34 /);
});

test("models show tells what every layer of a deep network costs and sees", () => {
  const { stdout } = learnscope(["models", "show", "resnet50"]);
  expect(stdout).toMatch(/^layer4\.2 +\[2048, 7, 7\] +4,462,592 +218,365,952 +427×427$/m);
  expect(stdout).toMatch(/^inputSize +224 +8 to 2,048$/m);
  expect(learnscope(["models", "show", "resnet50", "width=0"]).stderr).toBe(
    'Cannot make "resnet50": width is "0", needs a whole number from 1 to 1024\n',
  );
});

test("data ls says what is here, and doctor what to do about the rest", () => {
  const environment = { LEARNSCOPE_DATA: makeFolder() };
  const sets = jsonOf(learnscope(["data", "ls", "--json"], environment));
  const stateOf = (wanted: string) =>
    sets.find(({ name }: { name: string }) => name === wanted).state;
  expect(["generated-digits", "mnist"].map(stateOf)).toEqual(["built in", "missing"]);
  const { exitCode, stdout } = learnscope(["doctor"], environment);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/✗ data: mnist +MNIST, missing/);
  expect(stdout).toContain("`learnscope data get mnist` fetches it");
  const findings = jsonOf(learnscope(["doctor", "--json"], environment));
  const known = findings.map(({ what }: { what: string }) => what);
  expect(known).toEqual(expect.arrayContaining(["Node", "machine", "backend", "runs"]));
});

test("doctor says how to get oneDNN where it is missing", () => {
  const { exitCode, stdout } = learnscope(["doctor"], { LEARNSCOPE_ONEDNN: "/nowhere" });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/✗ backend +reference, plain loops\n +Cannot load oneDNN: /);
});

test("bench times deep networks in their form for small images, unless another size is given", () => {
  const asked = ["bench", "resnet18", "width=4", "batch=2", "steps=2"];
  const small = jsonOf(learnscope([...asked, "--json"]));
  expect(small).toMatchObject({ inputShape: [3, 32, 32], classes: 10 });
  expect(learnscope([...asked, "inputSize=64"]).stdout).toContain("3×64×64 -> 10 classes, batch 2");
  const dry = jsonOf(learnscope(["bench", "resnet18", "inputSize=64", "--dry-run", "--json"]));
  expect(dry).toMatchObject({ form: "imagenet", inputSize: "64", inChannels: "3" });
});

test("bench times a step and says where the time goes", () => {
  const result = jsonOf(
    learnscope(["bench", "pooled-mlp", "batch=8", "steps=5", "--json", "--profile"]),
  );
  expect(result).toMatchObject({ name: "pooled-mlp", batch: 8, precision: "f32", steps: 5 });
  for (const key of ["medianMs", "minMs", "imagesPerSecond", "peakRssMiB"]) {
    expect(result[key]).toBeGreaterThan(0);
  }
  expect(result.minMs).toBeLessThanOrEqual(result.medianMs);
  expect(result.profile.length).toBeGreaterThan(5);
  const reference = ["bench", "pooled-mlp", "batch=2", "steps=2", "backend=reference"];
  expect(learnscope(reference).stdout).toContain("plain TypeScript loops");
});
