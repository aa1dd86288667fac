import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { jsonOf, learnscope, makeFolder, onlyEntry, startLearnscope } from "./learnscope.ts";

const small = ["train", "model=pooled-mlp", "data=generated-digits", "testCount=100"];

/** What calls look at that change nothing: two seeds of one training, and one of another. */
const runs = makeFolder();
beforeAll(() => {
  const pilot = [...small, "trainCount=300", "experiment=pilot", `runs=${runs}`];
  expect(learnscope([...pilot, "seeds=0..1", "epochs=3"]).exitCode).toBe(0);
  expect(learnscope([...pilot, "seed=0", "epochs=1"]).exitCode).toBe(0);
}, 60_000);

test("runs ls lists runs by names that find them again", () => {
  const { exitCode, stdout } = learnscope(["runs", "ls", `runs=${runs}`]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^state +experiment +run +epoch +test accuracy +seen +changed$/m);
  const names = [...stdout.matchAll(/^done +pilot +(pooled-mlp-[0-9a-f]{6}-s[01]) +[13]\/[13] /gm)];
  expect(names).toHaveLength(3);
  for (const [, name] of names) {
    expect(learnscope(["runs", "show", name!, `runs=${runs}`]).stdout).toContain("State: done");
  }
  expect(stdout).toContain("\n3 runs: 3 done\n");
});

test("runs ls --json gives everything, of the runs that are asked for", () => {
  const all = jsonOf(learnscope(["runs", "ls", `runs=${runs}`, "--json"]));
  expect(all).toHaveLength(3);
  const { hash, folder } = all.find((run: { seed: number }) => run.seed === 1);
  expect(folder).toContain(`-pooled-mlp-${hash}-s1`);
  const seeds = jsonOf(learnscope(["runs", "ls", hash, "sort=name", `runs=${runs}`, "--json"]));
  expect(seeds.map((run: { seed: number }) => run.seed)).toEqual([0, 1]);
  expect(seeds[0]).toMatchObject({
    state: "done",
    experiment: "pilot",
    progress: { epoch: 3, epochs: 3 },
    metrics: { epoch: 3, "test/accuracy": expect.any(Number) },
    changed: { epochs: "3" },
  });
});

test("runs ls by=hash gives mean and interval over seeds", () => {
  const { stdout } = learnscope(["runs", "ls", "by=hash", `runs=${runs}`]);
  expect(stdout).toMatch(/^pilot +pooled-mlp-[0-9a-f]{6} +2 +\d+\.\d% ± \d+\.\d% +2 done /m);
  expect(stdout).toMatch(/^pilot +pooled-mlp-[0-9a-f]{6} +1 +\d+\.\d% +1 done /m);
});

test("runs ls says so where there is nothing, and what a wrong name may have meant", () => {
  const nowhere = join(runs, "nowhere");
  const { exitCode, stdout } = learnscope(["runs", "ls", `runs=${nowhere}`]);
  expect([exitCode, stdout]).toEqual([
    0,
    `There are no runs in "${nowhere}"; \`learnscope train\` makes one\n`,
  ]);
  const wrong = learnscope(["runs", "ls", "pilto", `runs=${runs}`]);
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain('did you mean "pilot"');
  const state = learnscope(["runs", "ls", "state=well", `runs=${runs}`]);
  expect(state.exitCode).toBe(2);
  expect(state.stderr).toContain('Cannot set state of "runs ls": "well" was given, needs some of');
});

test("runs show tells what a run is, how it went, and what is left of it", () => {
  const to = makeFolder();
  const { stdout } = learnscope(["runs", "show", "newest", `to=${to}`, `runs=${runs}`]);
  expect(stdout).toMatch(/^Training pooled-mlp, seed 0, settings [0-9a-f]{6}$/m);
  expect(stdout).toContain("Data: generated digits, 300 training and 100 test images");
  expect(stdout).toMatch(/^State: done, \d+ \w+ ago/m);
  expect(stdout).toMatch(/^epoch( best)? +train\/loss +/m);
  expect(stdout).toMatch(/^1 +@1 @last( @best)? +\d+\.\d KiB$/m);
  expect(readdirSync(join(to, "figures")).sort()).toEqual([
    "accuracy.csv",
    "accuracy.json",
    "accuracy.svg",
    "loss.csv",
    "loss.json",
    "loss.svg",
  ]);
  const several = learnscope(["runs", "show", "pilot", `runs=${runs}`]);
  expect(several.exitCode).toBe(2);
  expect(several.stderr).toMatch(
    /^Cannot tell which run "pilot" is: 3 have that in their names, .+, needs more of the name\n$/,
  );
});

test("runs rm deletes one run, and several where that is meant", () => {
  const own = makeFolder();
  const words = [...small, "trainCount=100", "epochs=0", "experiment=pilot", `runs=${own}`];
  expect(learnscope([...words, "seeds=0..3"]).exitCode).toBe(0);
  const one = learnscope(["runs", "rm", "s3", `runs=${own}`]);
  expect(one.exitCode).toBe(0);
  expect(one.stdout).toMatch(/^Deleted .+-s3, \d+\.\d KiB\n$/);

  const refused = learnscope(["runs", "rm", "pilot", `runs=${own}`]);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(/-s0 {2}\d+\.\d KiB\n.+-s1 {2}.+\n.+-s2 {2}.+\n/);
  expect(refused.stderr).toMatch(
    /\nCannot delete 3 runs of \d+\.\d KiB just so: --yes was not given, needs that\n$/,
  );
  expect(readdirSync(join(own, "pilot"))).toHaveLength(3);

  // By this file the folder is known for a sweep's, which goes with the last of its runs.
  writeFileSync(join(own, "pilot/sweep.yaml"), "");
  const { removed } = jsonOf(learnscope(["runs", "rm", "pilot", "--yes", "--json", `runs=${own}`]));
  expect(removed).toHaveLength(3);
  expect(existsSync(join(own, "pilot"))).toBe(false);
});

test("runs rm refuses what is no run", () => {
  const folder = makeFolder();
  mkdirSync(join(folder, "extension"));
  writeFileSync(join(folder, "extension/manifest.json"), "{}");
  const path = join(folder, "extension");
  const { exitCode, stderr } = learnscope(["runs", "rm", path]);
  expect([exitCode, stderr]).toEqual([
    2,
    `Cannot delete "${path}": it has no config.resolved.yaml, needs the folder of a run\n`,
  ]);
  expect(existsSync(join(path, "manifest.json"))).toBe(true);
});

test("a run in progress cannot be deleted; a killed one is stale, and can", async () => {
  const own = makeFolder();
  const training = startLearnscope([...small, "trainCount=2000", "epochs=100000", `runs=${own}`]);
  const ended = once(training, "exit");
  try {
    await until(() => existsSync(join(own, "train")) && hasEpochs(own));
    const folder = onlyEntry(own, "train");
    const refused = learnscope(["runs", "rm", "newest", `runs=${own}`]);
    expect([refused.exitCode, refused.stderr]).toEqual([
      1,
      `Cannot delete "${folder}": process ${training.pid} is at work on it, needs that to end, or "${folder}/run.lock" deleted where it is another program\n`,
    ]);
    expect(learnscope(["runs", "ls", `runs=${own}`]).stdout).toMatch(/^running +train /m);
  } finally {
    training.kill("SIGKILL");
    await ended;
  }
  const list = learnscope(["runs", "ls", `runs=${own}`]).stdout;
  expect(list).toMatch(/^! stale +train /m);
  expect(list).toContain("`learnscope resume <run>` goes on");
  const shown = learnscope(["runs", "show", "newest", `runs=${own}`]).stdout;
  expect(shown).toMatch(
    new RegExp(`^State: stale, process ${training.pid} on .+ was at work on it and is gone;`, "m"),
  );
  expect(learnscope(["runs", "rm", "newest", `runs=${own}`]).exitCode).toBe(0);
  expect(readdirSync(own)).toEqual([]);
}, 60_000);

function hasEpochs(root: string): boolean {
  const [name] = readdirSync(join(root, "train")).filter((entry) => !entry.startsWith("."));
  const log = join(root, "train", name ?? "", "metrics.jsonl");
  return existsSync(log) && readFileSync(log, "utf8").split("\n").length > 2;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}
