import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { leftoversOf, printsOf } from "./killedRun.ts";
import { jsonOf, learnscope, onlyEntry, readJson, startLearnscope } from "./learnscope.ts";

/** What `study run` says with `--json`. */
export interface WrittenStudy {
  readonly folder: string;
  readonly report: string;
  readonly claims: readonly { readonly id: string }[];
  readonly table: { readonly rows: readonly unknown[] };
}

type Environment = Readonly<Record<string, string>>;

/** The ids of a study's figures. Expects each as picture, table and JSON, and the latter two to name the data set. */
export function figuresIn(folder: string): string[] {
  const { title } = readJson(folder, "results.json").dataset;
  const figures = join(folder, "figures");
  const files = readdirSync(figures);
  const ids = [...new Set(files.map((name) => name.replace(/\.\w+$/, "")))].sort();
  const wanted = ids.flatMap((id) => [`${id}.svg`, `${id}.csv`, `${id}.json`]);
  expect(files.sort()).toEqual(wanted.sort());
  for (const id of ids) {
    const [head, ...rows] = readFileSync(join(figures, `${id}.csv`), "utf8")
      .trimEnd()
      .split("\n");
    expect(head!.split(",").at(-1)).toBe("dataset");
    expect(rows.filter((row) => !row.endsWith(`,${title}`))).toEqual([]);
    expect(readJson(figures, `${id}.json`).dataset).toContain(`Data: ${title}, `);
  }
  return ids;
}

/** Removes report and figures, and expects `study report` to write the same bytes again. */
export function expectSameReportAgain(
  study: string,
  { folder, report }: WrittenStudy,
  environment: Environment,
): void {
  const figures = join(folder, "figures");
  const contentsOf = () =>
    [report, ...readdirSync(figures).map((name) => join(figures, name))].map(
      (path) => [path, readFileSync(path, "utf8")] as const,
    );
  const before = contentsOf();
  rmSync(report);
  rmSync(figures, { recursive: true });
  expect(learnscope(["study", "report", study], environment).exitCode).toBe(0);
  expect(contentsOf()).toEqual(before);
}

/** Expects `verify` to have the claims of the run that was written last, and to say which data they were measured on. */
export function expectVerified(
  study: string,
  { folder, claims }: WrittenStudy,
  { environment, data }: { readonly environment: Environment; readonly data: string },
): void {
  const { exitCode, stdout } = learnscope(["verify", study], environment);
  expect(stdout).toMatch(/\d+ of \d+ claims upheld, \d+ missed, \d+ undecided; from /);
  expect(stdout).toContain(`Measured on ${data}: not`);
  const verdicts = jsonOf(learnscope(["verify", study, "--json"], environment));
  const idsOf = (all: WrittenStudy["claims"]) => all.map(({ id }) => id);
  expect([verdicts.folder, idsOf(verdicts.claims)]).toEqual([folder, idsOf(claims)]);
  const missed = verdicts.claims.some(({ verdict }: { verdict: string }) => verdict === "missed");
  expect(exitCode).toBe(missed ? 3 : 0);
}

export interface KillOptions {
  /** What is typed; `runs=` names the folder of runs. */
  readonly words: readonly string[];
  readonly runs: string;
  readonly study: string;
  /** Killed when the program says so. */
  readonly when: string;
}

/** Runs a study until it says something, kills it there, and gives its folder. */
export async function killedStudy({ words, runs, study, when }: KillOptions): Promise<string> {
  const running = startLearnscope([...words, `runs=${runs}`]);
  running.stderr!.on("data", (chunk) => {
    if (String(chunk).includes(when)) running.kill("SIGKILL");
  });
  await new Promise((resolve) => running.on("close", resolve));
  return onlyEntry(runs, study);
}

/** Goes on with a study and expects what another has that was never broken off: trainings, measurements and results. */
export function expectResumedTo(other: string, folder: string): void {
  const done = learnscope(["resume", folder]);
  // What was done before is not done again.
  expect([done.exitCode, done.stderr]).toEqual([0, expect.not.stringContaining("[2/8]")]);
  for (const cell of readdirSync(join(other, "cells"))) {
    const [own, its] = [folder, other].map((path) => join(path, "cells", cell));
    expect(printsOf(own!)).toEqual(printsOf(its!));
    const measured = [own!, its!].map((path) => readFileSync(join(path, "measured.json"), "utf8"));
    expect(measured[0]).toBe(measured[1]);
  }
  const resultsIn = (path: string) => readJson(path, "results.json").results;
  expect(resultsIn(folder)).toEqual(resultsIn(other));
  expect(leftoversOf(folder)).toEqual([]);
}
