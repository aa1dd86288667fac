import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { folderIn, killed, printsOf, wordsOfFour } from "./killedRun.ts";
import { type Done, jsonOf, learnscope, makeFolder, onlyEntry, readJson } from "./learnscope.ts";

const small = ["data=generated-digits", "model=pooled-mlp", "trainCount=300", "testCount=100"];
const training = ["train", ...small, "epochs=4", "ladder=every"];

/** A run that was trained without probes. */
const runs = makeFolder();
let plain: string;

beforeAll(() => {
  plain = folderOf(learnscope([...training, `runs=${runs}`, "--json"]));
});

function folderOf(done: Done): string {
  return jsonOf(done).runs[0].folder;
}

/** Trains into a folder of its own. */
function trained(...words: readonly string[]): Done & { readonly root: string } {
  const root = makeFolder();
  return { root, ...learnscope([...training, ...words, `runs=${root}`]) };
}

/** SHA-256 of all that probes measured of a run, by the path below `probes`; costs differ from day to day. */
function measurementsOf(folder: string): Record<string, string> {
  const probes = join(folder, "probes");
  const names = readdirSync(probes, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /(epoch|untrained)-\d+\.(json|safetensors)$/.test(name));
  const hash = (name: string) =>
    createHash("sha256")
      .update(readFileSync(join(probes, name)))
      .digest("hex");
  return Object.fromEntries(files.sort().map((name) => [name, hash(name)]));
}

/** Writes a probe as somebody has it who does not know the program's source, and tells where. */
function probeFile(id: string, measure: string): string {
  const path = join(makeFolder(), `${id}.mjs`);
  const text = `export default { id: "${id}", title: "Made up", question: "Is it?", measure(view) { ${measure} } };`;
  writeFileSync(path, text);
  return path;
}

test("train with probes measures after epochs 0, 1, 2, 4, writes the report, and says what it cost", () => {
  const { root, exitCode, stdout, stderr } = trained("probes=activations");
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining("measuring")]);
  const folder = onlyEntry(root, "train");
  const hash = onlyEntry(folder, "probes/activations");
  const files = ["epoch-0000", "epoch-0001", "epoch-0002", "epoch-0004"];
  const untrained = ["untrained-1", "untrained-2", "untrained-3"];
  expect(readdirSync(hash).sort()).toEqual(
    [...files, "probe", ...untrained].map((name) => `${name}.json`),
  );
  expect(stdout).toMatch(/^probe +networks +time +each +share of time +memory$/m);
  expect(stdout).toMatch(/^activations +7 +\d+\.\d\d s +\d\.\d\d s +\d+\.\d% +\d.+B$/m);
  expect(stdout).toContain(`Report: ${folder}/report.html`);
  const report = readFileSync(join(folder, "report.html"), "utf8");
  expect(report).toContain(
    "How strongly do the units of each layer answer, and how many not at all?",
  );
  expect(report).toContain("What the probes cost");
  expect(readdirSync(join(folder, "figures"))).toContain("activations-mean.svg");
});

test("probe asks an old run over all its checkpoints, and a second time measures nothing", () => {
  const first = learnscope(["probe", "activations", plain]);
  expect(first.exitCode).toBe(0);
  expect(first.stdout).toContain("Answers that were measured: 8\n");
  expect(first.stdout).toMatch(/^quantity +layer +epoch 0 +epoch 1 +epoch 2 +epoch 3 +epoch 4$/m);
  expect(first.stdout).toMatch(/^dead units +f1( +[\d.]+){5}$/m);
  expect(first.stdout).toContain(
    "Mind: A unit that is dead for these images may answer to others.",
  );
  expect(first.stdout).toContain(`Report: ${plain}/report.html`);
  const measured = measurementsOf(plain);
  const again = learnscope(["probe", "activations", plain]);
  expect(again.stdout).toContain("All 8 answers were there already, nothing was measured");
  expect(again.stdout.split("\n").slice(3)).toEqual(first.stdout.split("\n").slice(3));
  expect(measurementsOf(plain)).toEqual(measured);
});

test("probe of one epoch with other options measures that alone, and --json tells all but arrays", () => {
  const words = ["probe", "activations", `${plain}@2`, "layers=f*", "count=50", "--json"];
  const found = jsonOf(learnscope(words));
  expect(found).toMatchObject({ probe: "activations", known: 0, measured: 4, overview: null });
  expect(found.options).toEqual({ layers: "f*", part: "test", count: 50, fitCount: 0, draw: 0 });
  expect(found.points).toHaveLength(1);
  expect(found.points[0]).toMatchObject({ seed: 0, epoch: 2 });
  expect(found.points[0].readings[0]).toMatchObject({ quantity: "mean", layer: "f1" });
  expect(found.untrained).toHaveLength(3);
  expect(found.report).toBe(join(plain, "report.html"));
});

test("probe of a run says the same as its training did", () => {
  const { root } = trained("probes=activations:cadence=every");
  const before = measurementsOf(plain);
  const training = measurementsOf(onlyEntry(root, "train"));
  for (const [file, hash] of Object.entries(training)) expect(before[file]).toBe(hash);
});

test("train learns the same to the bit with probes, without, with one more, and with other options", () => {
  const own = probeFile("own", "return { readings: [] };");
  const [, ...others] = [
    [],
    ["probes=activations:count=7:draw=3:cadence=every"],
    [`probes=activations,activations:count=20,${own}`],
  ].map((words) =>
    printsOf(folderOf(learnscope([...training, ...words, `runs=${makeFolder()}`, "--json"]))),
  );
  for (const prints of others) expect(prints).toEqual(printsOf(plain));
});

test("resume measures what a killed training did not, to the byte", async () => {
  const words = [...wordsOfFour, "probes=activations:cadence=every"];
  const [whole, broken] = [makeFolder(), makeFolder()];
  const unbroken = folderOf(learnscope([...words, `runs=${whole}`, "--json"]));
  for (const name of ["epoch-0000", "epoch-0002"]) {
    const file = new RegExp(`^${name}\\.json$`);
    await killed([...words, `runs=${join(broken, name)}`], {
      folder: () => folderIn(join(broken, name)),
      moment: { file, within: "checkpoints", times: 1 },
    });
    const folder = folderIn(join(broken, name))!;
    expect(readdirSync(join(folder, "checkpoints"))).not.toContain("epoch-0004.json");
    const resumed = learnscope(["resume", folder]);
    expect([resumed.exitCode, printsOf(folder)]).toEqual([0, printsOf(unbroken)]);
    expect(measurementsOf(folder)).toEqual(measurementsOf(unbroken));
    expect(resumed.stdout).toContain(`Report: ${folder}/report.html`);
  }
});

test("a probe from a file is asked while a network learns and of old runs, by its name in the report", () => {
  const count = "view.numbers.parameters.filter((value) => value > 0).length";
  const file = probeFile(
    "positives",
    `return { readings: [{ quantity: "positives", value: ${count} }] };`,
  );
  const { root, exitCode } = trained(`probes=${file}`);
  const folder = onlyEntry(root, "train");
  expect(exitCode).toBe(0);
  expect(readFileSync(join(folder, "report.html"), "utf8")).toContain(
    "Made up: positives goes from ",
  );
  const again = learnscope(["probe", file, folder]);
  expect(again.stdout).toContain("Answers that were there already: 4; that were measured: 1\n");
  writeFileSync(file, `${readFileSync(file, "utf8")} // changed`);
  const changed = learnscope(["runs", "report", folder]);
  expect(changed.stderr).toMatch(
    /^Made up is not shown: it was measured by version 1-[0-9a-f]{8} of "positives", which is 1-[0-9a-f]{8} by now; `learnscope probe .+` measures again$/m,
  );
  expect(learnscope(["probe", file, folder]).exitCode).toBe(0);
  expect(learnscope(["runs", "report", folder]).stderr).not.toContain("is not shown");
});

test("train goes on where a probe throws, says so, and ends with exit code 1", () => {
  const file = probeFile("thrower", 'throw new Error("there is nothing to see");');
  const { root, exitCode, stdout, stderr } = trained(`probes=${file},activations`);
  const folder = onlyEntry(root, "train");
  expect(exitCode).toBe(1);
  expect(readJson(folder, "status.json").state).toBe("done");
  expect(printsOf(folder)).toEqual(printsOf(plain));
  expect(stderr).toContain(
    `thrower failed after epoch 0, the training goes on: there is nothing to see (${file}:1)\n`,
  );
  expect(stdout).toContain(`thrower failed after epoch 4: there is nothing to see (${file}:1)\n`);
  expect(readFileSync(join(folder, "report.html"), "utf8")).toContain(
    "What failed: thrower failed after epoch 0: there is nothing to see",
  );
  const asked = learnscope(["probe", file, folder]);
  expect([asked.exitCode, asked.stderr]).toEqual([
    1,
    expect.stringContaining(`Cannot ask "thrower": it failed: there is nothing to see (${file}:1)`),
  ]);
  expect(readFileSync(join(folder, "log.txt"), "utf8")).toContain("thrower failed after epoch 0");
  expect(Object.keys(measurementsOf(folder))).toHaveLength(7);
});

test("train asks less often where probes take more than the budget, and says so", () => {
  const { root, exitCode, stderr } = trained(
    "probes=activations:cadence=every",
    "probeBudget=0.000001",
  );
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /^Left out after epoch 1: activations \(.+ s\); probes took .+ and the budget is 0\.000001$/m,
  );
  const hash = onlyEntry(onlyEntry(root, "train"), "probes/activations");
  expect(readdirSync(hash).filter((name) => name.startsWith("epoch"))).toEqual([
    "epoch-0000.json",
    "epoch-0004.json",
  ]);
});

test.each([
  ["acivations", /^Cannot find the probe "acivations": there is none of that name, needs .+/],
  ["activations:layer=f1", /no such key, needs .+; did you mean "layers"/],
  ["activations:layers", 'Cannot set "layers" of the probe "activations": it has no value'],
  ["activations:layers=conv*", /it has no layer "conv\*", needs .*"f1".* or "logits"/],
  ["activations:part=validation", '"generated-digits" has none, needs another part'],
  ["activations,activations", 'Cannot ask "activations" twice'],
  ["./none.mjs", /none\.mjs/],
])("train refuses probes=%s before it begins", (probes, reason) => {
  const { root, exitCode, stderr } = trained(`probes=${probes}`);
  expect([exitCode, stderr]).toEqual([2, expect.stringMatching(reason)]);
  expect(existsSync(join(root, "train"))).toBe(false);
});

test("train --dry-run says what it would ask, and when", () => {
  const { stdout } = trained("probes=activations:cadence=every,activations:count=20", "--dry-run");
  expect(stdout).toContain(
    "asks: activations (every: epochs 0 1 2 3 4), activations (log2: epochs 0 1 2 4)\n",
  );
});

test("probe keeps what is measured when it is interrupted, and goes on from there", () => {
  const stop = 'if (!process.env.GO_ON) process.kill(process.pid, "SIGINT");';
  const file = probeFile(
    "stopper",
    `${stop} return { readings: [{ quantity: "one", value: 1 }] };`,
  );
  const { exitCode, stderr } = learnscope(["probe", file, plain]);
  expect(exitCode).toBe(130);
  expect(stderr).toContain(
    `What was measured is kept; \`learnscope probe ${file} ${plain}\` goes on`,
  );
  const again = learnscope(["probe", file, plain], { GO_ON: "1" });
  expect(again.stdout).toContain("Answers that were there already: 1; that were measured: 4\n");
});

test("probe of several runs sets them beside each other, and writes a report where it is told", () => {
  const other = folderOf(learnscope([...training, "seed=1", `runs=${runs}`, "--json"]));
  const to = makeFolder();
  const { stdout, exitCode } = learnscope(["probe", "activations", plain, other, `to=${to}`]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^run +quantity +layer +epoch 0/m);
  expect(stdout).toMatch(/^pooled-mlp-[0-9a-f]{6}-s1 +mean +f1( +[^ ]+){5}$/m);
  expect(stdout).toContain(`Report: ${to}/report.html`);
  expect(readFileSync(join(to, "report.html"), "utf8")).toContain("Activations of 2 runs");
});

test.each([
  [["activations"], 'Cannot run "probe": only "activations" was named, needs a probe and a run'],
  [["activations", "nothing-there"], 'Cannot find the run "nothing-there"'],
  [["activations", "newest@9"], 'there is no "@9", needs "@0", "@1", "@2", "@3" or "@4"'],
  [["activations,cka", "newest"], "these are several probes, needs one at a time"],
  [["activations", "newest", "layer=f1"], 'did you mean "layers"'],
])("probe %j is refused", (words, reason) => {
  const { exitCode, stderr } = learnscope(["probe", ...words, `runs=${runs}`]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(reason)]);
});

test("probe of runs that were trained with other numbers of threads opens one library for all", () => {
  const words = training.filter((word) => !word.startsWith("epochs="));
  const folders = [1, 2].map((threads) =>
    folderOf(
      learnscope([
        ...words,
        "epochs=1",
        `threads=${threads}`,
        `seed=${threads}`,
        `runs=${runs}`,
        "--json",
      ]),
    ),
  );
  const again = folderOf(
    learnscope([...words, "epochs=1", "seed=1", "threads=1", `runs=${makeFolder()}`, "--json"]),
  );
  const { exitCode, stderr, stdout } = learnscope(["probe", "activations", ...folders, again]);
  expect(exitCode).toBe(0);
  expect(stderr).not.toContain("reference backend");
  expect(stderr).toContain(
    `"${again}" is left out: it is the training of "${folders[0]}" with the same settings and the same seed\n`,
  );
  expect(stdout).toContain("Answers that were measured: 10\n");
});

test("runs report writes the report of a run that was never asked anything", () => {
  const { root } = trained();
  const { stdout, exitCode } = learnscope(["runs", "report", "newest", `runs=${root}`]);
  const folder = onlyEntry(root, "train");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^After epoch 4 .+ recognises \d+\.\d% of the test images, \d+\.\d% before training\.$/m,
  );
  expect(stdout).toContain(`Report: ${folder}/report.html`);
  expect(readdirSync(join(folder, "figures"))).toContain("training-accuracy.svg");
});

test("probes ls and probes show tell what can be asked", () => {
  const listed = jsonOf(learnscope(["probes", "ls", "--json"]));
  expect(listed).toContainEqual(expect.objectContaining({ id: "activations", cadence: "log2" }));
  const { stdout } = learnscope(["probes", "show", "activations"]);
  expect(stdout).toContain("How strongly do the units of each layer answer");
  expect(stdout).toMatch(
    /^count +500 +a whole number >= 0 +how many of them, drawn at random; 0 for all$/m,
  );
  const unknown = learnscope(["probes", "show", "activation"]);
  expect([unknown.exitCode, unknown.stderr]).toEqual([
    2,
    expect.stringContaining('did you mean "activations"'),
  ]);
});

test("fork says what its probes cost, and goes on asking what its parent asked", () => {
  const { root } = trained("probes=activations");
  const done = learnscope(["fork", "newest@2", "learningRate=0.1", `runs=${root}`]);
  expect(done.exitCode).toBe(0);
  expect(done.stdout).toMatch(/^probe +networks +time +each +share of time +memory$/m);
  expect(done.stdout).toMatch(/^activations +5 /m);
});

test("probe asks a run that was trained in bf16 as its training did", () => {
  const { root, exitCode } = trained("precision=bf16", "probes=activations");
  expect(exitCode).toBe(0);
  const { stdout } = learnscope(["probe", "activations", "newest", `runs=${root}`]);
  expect(stdout).toContain("Answers that were there already: 7; that were measured: 1\n");
});

test("sweep refuses a probe that there is not before any training is begun", () => {
  const root = makeFolder();
  const file = join(root, "rates.yaml");
  const base = "{ model: pooled-mlp, data: generated-digits, epochs: 1, probes: activation }";
  writeFileSync(file, `base: ${base}\ngrid: { learningRate: [0.1, 0.2] }\n`);
  const { exitCode, stderr } = learnscope(["sweep", file, `runs=${join(root, "runs")}`]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('did you mean "activations"')]);
  expect(existsSync(join(root, "runs"))).toBe(false);
});
