import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { jsonOf, learnscope, makeFolder, readJson } from "./learnscope.ts";
import {
  expectResumedTo,
  expectSameReportAgain,
  expectVerified,
  figuresIn,
  killedStudy,
  type WrittenStudy,
} from "./writtenStudy.ts";

const tiny = [
  "data=generated-digits",
  "trainCount=200",
  "testCount=60",
  "batchSize=8",
  "filters=2",
  "hiddenSize=4",
  "fitCount=50",
  "askedCount=60",
];
const studyRun = ["study", "run", "sequence", ...tiny];
const four = ["cnn1", "cnn2", "lstm", "model2"];

let environment: { readonly LEARNSCOPE_RUNS: string };
let written: WrittenStudy;

beforeAll(() => {
  environment = { LEARNSCOPE_RUNS: makeFolder() };
  const words = [...studyRun, "seeds=0..1", "epochs=20", "experiments=no", "--json"];
  written = jsonOf(learnscope(words, environment));
});

test("study run writes trainings, results, figures and a report that says generated digits", () => {
  const { folder, report, table } = written;
  const cells = [0, 1].flatMap((seed) => four.map((row) => `${row}-s${seed}`));
  expect(readdirSync(join(folder, "cells")).sort()).toEqual(cells.sort());
  expect(readJson(folder, "status.json").state).toBe("done");
  const { results, dataset } = readJson(folder, "results.json");
  expect(results.rows.map(({ row }: { row: string }) => row)).toEqual(four);
  expect([results.cnns.length, dataset.title]).toEqual([8, "generated digits"]);
  expect(figuresIn(folder).length).toBeGreaterThan(5);
  const html = readFileSync(report, "utf8");
  expect(html).toContain("filters inside CNN + LSTM?");
  expect(html).toContain("generated digits");
  expect(html).not.toMatch(/\bNaN\b|\bundefined\b/);
  expect(table.rows.length).toBeGreaterThanOrEqual(4);
});

test("study run asks why, too, tells how far it is, and shows its table and where the report is", () => {
  const words = [...studyRun, "seeds=5", "epochs=1", "labels=soft", "reads=probabilities"];
  const { exitCode, stdout, stderr } = learnscope(words, { LEARNSCOPE_RUNS: makeFolder() });
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining("[1/16] cnn1-s5  epoch 0/1  ")]);
  expect(stderr).toMatch(/^\[3\/16\] lstm-s5 {2}epoch 1\/1 {2}loss \d/m);
  expect(stderr).toContain("[5/16] lstm-longer-s5  epoch 2/2  loss ");
  expect(stderr).toContain("[8/16] lstm-one-hot-s5  measuring\n");
  expect(stderr).toContain("[16/16] model2-rate10-s5  measuring\n");
  expect(stdout).toContain("Data: generated digits, 200 training and 60 test images");
  expect(stdout).toMatch(/^Report: .+\/report\.html$/m);
});

test("study report writes the same report and figures again", () => {
  expectSameReportAgain("sequence", written, environment);
});

test("verify sets the claims of the newest run beside its measurements", () => {
  const data = "generated digits, 200 training and 60 test images";
  expectVerified("sequence", written, { environment, data });
});

test("a study that was killed while the LSTM learned what CNNs say goes on to the same bytes", {
  timeout: 120_000,
}, async () => {
  const words = [...studyRun, "seeds=0..1", "epochs=20", "experiments=no"];
  const when = "lstm-s0  epoch 1/20";
  const folder = await killedStudy({ words, runs: makeFolder(), study: "sequence", when });
  expect(readJson(folder, "cells/lstm-s0/status.json").state).toBe("running");
  expect(readdirSync(join(folder, "cells")).sort()).toEqual(["cnn1-s0", "cnn2-s0", "lstm-s0"]);
  expectResumedTo(written.folder, folder);
});

test("study run --dry-run lists the trainings and makes nothing", () => {
  const runs = makeFolder();
  const words = [...studyRun, "seeds=3", `runs=${runs}`, "--dry-run", "--json"];
  const { study, cells, hiddenSize } = jsonOf(learnscope(words));
  expect([study, hiddenSize, cells.length]).toEqual(["sequence", 4, 16]);
  expect(cells.slice(0, 5)).toEqual([...four, "lstm-longer"].map((row) => `${row}-s3`));
  expect(readdirSync(runs)).toEqual([]);
});

test("study run names the nearest key where there is no such key", () => {
  const { exitCode, stderr } = learnscope(["study", "run", "sequence", "hidenSize=3"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^Cannot set "hidenSize" of "sequence": there is no such key, needs /);
  expect(stderr).toMatch(/; did you mean "hiddenSize"\n$/);
});

test("study run refuses data that are not ten digits, in one sentence", () => {
  const words = ["data=coloured-digits", "trainCount=200", "testCount=60"];
  const { exitCode, stderr } = learnscope(["study", "run", "sequence", ...words], {
    LEARNSCOPE_RUNS: makeFolder(),
  });
  expect([exitCode, stderr]).toEqual([
    1,
    'Cannot make sequences of "coloured-digits": it has 100 classes, needs the 10 digits\n',
  ]);
});

test("study show tells the study's question, keys and source", () => {
  const { exitCode, stdout } = learnscope(["study", "show", "sequence"]);
  expect(exitCode).toBe(0);
  for (const words of ["Inoue", "hiddenSize", "experiments", "labels"]) {
    expect(stdout).toContain(words);
  }
});
