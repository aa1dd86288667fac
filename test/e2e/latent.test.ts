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
  "data=shapes-textures",
  "trainCount=160",
  "testCount=120",
  "batchSize=16",
  "width=2",
  "sampleCount=120",
  "viewCount=100",
  "pictureCount=40",
];
const studyRun = ["study", "run", "latent", ...tiny];
const four = ["no1", "no2", "no3", "no4"];
/** Without controls. */
const figures = [
  "classes-counts",
  "classes-share",
  "counts",
  "dimensions",
  "images-counts",
  "measures",
  "measures-over-training",
  "parts-over-training",
  "pictures-tsne",
  "pictures-umap",
  "ratios",
  "ratios-by-images",
  "ratios-over-training",
  "ratios-parts",
  "ratios-untrained",
  "shares",
  "stages",
];

let environment: { readonly LEARNSCOPE_RUNS: string };
let written: WrittenStudy;

beforeAll(() => {
  environment = { LEARNSCOPE_RUNS: makeFolder() };
  const words = [...studyRun, "seeds=0..1", "epochs=3", "controls=no", "--json"];
  written = jsonOf(learnscope(words, environment));
});

test("study run writes trainings, results, figures and one report that needs nothing else", () => {
  const { folder, report, table } = written;
  const cells = [0, 1].flatMap((seed) => four.map((row) => `${row}-s${seed}`));
  expect(readdirSync(join(folder, "cells")).sort()).toEqual(cells.sort());
  expect(readJson(folder, "status.json").state).toBe("done");
  const { results, dataset } = readJson(folder, "results.json");
  expect(results.networks.map(({ row }: { row: string }) => row)).toEqual(four);
  expect(dataset.title).toBe("shapes and textures");
  expect(figuresIn(folder)).toEqual(figures);
  const html = readFileSync(report, "utf8");
  expect(html).toContain("shapes and textures");
  const words = html.replaceAll(/<script>.*?<\/script>/gs, "");
  expect(/\bNaN\b|\bundefined\b/.exec(words)).toBeNull();
  expect(/(?:src|href)="(?!#|data:)/.exec(words)).toBeNull();
  expect(table.rows.length).toBeGreaterThanOrEqual(4);
});

test("study run trains controls, too, tells how far it is, and shows its table and where the report is", () => {
  const words = [...studyRun, "seeds=5", "epochs=1"];
  const { exitCode, stdout, stderr } = learnscope(words, { LEARNSCOPE_RUNS: makeFolder() });
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining("[1/6] no1-s5  epoch 0/1  ")]);
  expect(stderr).toMatch(/^\[5\/6\] no1-shuffled-s5 {2}epoch 1\/1 {2}loss \d/m);
  expect(stderr).toContain("[6/6] no1-none-s5  measuring\n");
  expect(stdout).toContain("Data: shapes and textures, 160 training and 120 test images");
  expect(stdout).toMatch(/^Report: .+\/report\.html$/m);
});

test("study report writes the same report and figures again", () => {
  expectSameReportAgain("latent", written, environment);
});

test("verify sets the claims of the newest run beside its measurements", () => {
  const data = "shapes and textures, 160 training and 120 test images";
  expectVerified("latent", written, { environment, data });
});

test("a study that was killed while No. 3 learned goes on to the same bytes", {
  timeout: 120_000,
}, async () => {
  const words = [...studyRun, "seeds=0..1", "epochs=3", "controls=no"];
  const when = "no3-s0  epoch 1/3";
  const folder = await killedStudy({ words, runs: makeFolder(), study: "latent", when });
  expect(readJson(folder, "cells/no3-s0/status.json").state).toBe("running");
  expectResumedTo(written.folder, folder);
});

test("study run --dry-run lists the trainings and makes nothing", () => {
  const runs = makeFolder();
  const words = [...studyRun, "seeds=3", `runs=${runs}`, "--dry-run", "--json"];
  const { study, cells, width } = jsonOf(learnscope(words));
  expect([study, width]).toEqual(["latent", 2]);
  const rows = [...four, "no1-shuffled", "no1-none"];
  expect(cells).toEqual(rows.map((row) => `${row}-s3`));
  expect(readdirSync(runs)).toEqual([]);
});

test("study show tells the study's question, keys and source", () => {
  const { exitCode, stdout } = learnscope(["study", "show", "latent"]);
  expect(exitCode).toBe(0);
  for (const words of ["Dai", "sampleCount", "controls", "normalisation"]) {
    expect(stdout).toContain(words);
  }
});
