import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { leftoversOf, printsOf } from "./killedRun.ts";
import {
  jsonOf,
  learnscope,
  makeFolder,
  onlyEntry,
  readJson,
  startLearnscope,
} from "./learnscope.ts";

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

let environment: { readonly LEARNSCOPE_RUNS: string };
let written: { folder: string; report: string; claims: { id: string }[]; table: { rows: [] } };

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
  const figures = readdirSync(join(folder, "figures"));
  for (const end of [".svg", ".csv", ".json"]) {
    expect(figures.filter((name) => name.endsWith(end)).length).toBeGreaterThan(5);
  }
  const html = readFileSync(report, "utf8");
  expect(html).toContain("shapes and textures");
  expect(html).not.toMatch(/\bNaN\b|\bundefined\b/);
  expect(html).not.toMatch(/(?:src|href)="(?!#|data:)/);
  expect(table.rows.length).toBeGreaterThanOrEqual(4);
});

test("study run trains controls, too, tells how far it is, and shows its table and where the report is", () => {
  const words = [...studyRun, "seeds=5", "epochs=1", "pictureCount=0"];
  const { exitCode, stdout, stderr } = learnscope(words, { LEARNSCOPE_RUNS: makeFolder() });
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining("[1/6] no1-s5  epoch 0/1  ")]);
  expect(stderr).toMatch(/^\[5\/6\] no1-shuffled-s5 {2}epoch 1\/1 {2}loss \d/m);
  expect(stderr).toContain("[6/6] no1-none-s5  measuring\n");
  expect(stdout).toContain("Data: shapes and textures, 160 training and 120 test images");
  expect(stdout).toMatch(/^Report: .+\/report\.html$/m);
});

test("study report writes the same report and figures again", () => {
  const { folder, report } = written;
  const figures = join(folder, "figures");
  const contentsOf = () =>
    [report, ...readdirSync(figures).map((name) => join(figures, name))].map(
      (path) => [path, readFileSync(path, "utf8")] as const,
    );
  const before = contentsOf();
  rmSync(report);
  rmSync(figures, { recursive: true });
  expect(learnscope(["study", "report", "latent"], environment).exitCode).toBe(0);
  expect(contentsOf()).toEqual(before);
});

test("verify sets the claims of the newest run beside its measurements", () => {
  const { exitCode, stdout } = learnscope(["verify", "latent"], environment);
  expect(stdout).toMatch(/\d+ of \d+ claims upheld, \d+ missed, \d+ undecided; from /);
  expect(stdout).toContain(
    "Measured on shapes and textures, 160 training and 120 test images: not",
  );
  const verdicts = jsonOf(learnscope(["verify", "latent", "--json"], environment));
  const ids = (claims: readonly { readonly id: string }[]) => claims.map(({ id }) => id);
  expect([verdicts.folder, ids(verdicts.claims)]).toEqual([written.folder, ids(written.claims)]);
  const missed = verdicts.claims.some(({ verdict }: { verdict: string }) => verdict === "missed");
  expect(exitCode).toBe(missed ? 3 : 0);
});

test("a study that was killed while No. 3 learned goes on to the same bytes", {
  timeout: 120_000,
}, async () => {
  const runs = makeFolder();
  const words = ["seeds=0..1", "epochs=3", "controls=no", `runs=${runs}`];
  const running = startLearnscope([...studyRun, ...words]);
  running.stderr!.on("data", (chunk) => {
    if (String(chunk).includes("no3-s0  epoch 1/3")) running.kill("SIGKILL");
  });
  await new Promise((resolve) => running.on("close", resolve));
  const folder = onlyEntry(runs, "latent");
  expect(readJson(folder, "cells/no3-s0/status.json").state).toBe("running");
  const done = learnscope(["resume", folder]);
  expect([done.exitCode, done.stderr]).toEqual([0, expect.not.stringContaining("[2/8]")]);
  for (const cell of readdirSync(join(written.folder, "cells"))) {
    const [own, other] = [folder, written.folder].map((path) => join(path, "cells", cell));
    expect(printsOf(own!)).toEqual(printsOf(other!));
    const measured = [own!, other!].map((path) =>
      readFileSync(join(path, "measured.json"), "utf8"),
    );
    expect(measured[0]).toBe(measured[1]);
  }
  const resultsIn = (path: string) => readJson(path, "results.json").results;
  expect(resultsIn(folder)).toEqual(resultsIn(written.folder));
  expect(leftoversOf(folder)).toEqual([]);
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
