import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test, vi } from "vitest";
import { checkpointFile } from "../../src/runs/paths.ts";
import { projectRoot } from "../../tools/project.mjs";
import { plainPng, writeInto } from "../support/pictureFolder.ts";
import {
  ended,
  folderIn,
  killed,
  leftoversOf,
  printsOf,
  wordsOfFour as words,
} from "./killedRun.ts";
import { jsonOf, learnscope, makeFolder, readJson, startLearnscope } from "./learnscope.ts";

// A busy machine takes its time to start so many programs.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

/** What an undisturbed run leaves. */
let prints: Record<string, string>;
beforeAll(() => {
  const [whole] = jsonOf(learnscope([...words, `runs=${makeFolder()}`, "--json"])).runs;
  prints = printsOf(whole.folder);
});

/** Runs a program with a module of `test/support` in it. */
function withModule(name: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--import ${pathToFileURL(join(projectRoot, "test/support", name))}` };
}

/** Begins to train, or goes on, and sends signals: the first after an epoch was tested, the next when that one was heard. */
async function signalled(
  asked: readonly string[],
  {
    runs,
    signals,
    environment = {},
  }: {
    readonly runs: string;
    readonly signals: readonly NodeJS.Signals[];
    readonly environment?: NodeJS.ProcessEnv;
  },
) {
  const child = startLearnscope(asked, environment);
  const left = [...signals];
  let said = "";
  child.stderr!.on("data", (text) => {
    said += text;
    const isFirst = left.length === signals.length;
    if (left.length === 0 || !said.includes(isFirst ? "test " : "ends at once")) return;
    const next = left.shift();
    setTimeout(() => child.kill(next), isFirst ? 50 : 0);
  });
  return { ...(await ended(child)), folder: folderIn(runs)! };
}

function expectSameEnd(folder: string): void {
  expect(readJson(folder, "status.json").state).toBe("done");
  expect(printsOf(folder)).toEqual(prints);
  expect(leftoversOf(folder)).toEqual([]);
}

test.skipIf(process.platform === "win32")(
  "train and resume that are asked to end keep a checkpoint, say how to go on, and lead to the same bits",
  async () => {
    const runs = makeFolder();
    const asked = [...words, `runs=${runs}`];
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const path = folderIn(runs);
      const own = path === undefined ? asked : ["resume", path];
      const { exitCode, stderr, folder } = await signalled(own, { runs, signals: [signal] });
      expect([exitCode, stderr]).toEqual([130, expect.any(String)]);
      expect(stderr).toContain("\nEnding after this step; Ctrl-C again ends at once\n");
      expect(stderr).toContain(`\`learnscope resume ${folder}\` goes on\nInterrupted\n`);
      expect(readJson(folder, "status.json").state).toBe("interrupted");
      expect(leftoversOf(folder)).toEqual([]);
      const { progress } = readJson(folder, "status.json");
      expect(existsSync(join(folder, checkpointFile(progress)))).toBe(true);
    }
    const folder = folderIn(runs)!;
    expect(learnscope(["resume", folder]).exitCode).toBe(0);
    expectSameEnd(folder);
  },
);

test.skipIf(process.platform === "win32")(
  "a second Ctrl-C ends at once, and the run goes on to the same bits all the same",
  async () => {
    const runs = makeFolder();
    const { exitCode, signal, folder } = await signalled([...words, `runs=${runs}`], {
      runs,
      signals: ["SIGINT", "SIGINT"],
      environment: withModule("slowDisk.mjs"),
    });
    expect([exitCode, signal]).toEqual([null, "SIGINT"]);
    expect(readJson(folder, "status.json").state).toBe("running");
    expect(existsSync(join(folder, "run.lock"))).toBe(true);
    expect(learnscope(["resume", folder]).exitCode).toBe(0);
    expectSameEnd(folder);
  },
);

test("resume of a run that is done says so and changes nothing", async () => {
  const [{ folder }] = jsonOf(learnscope([...words, `runs=${makeFolder()}`, "--json"])).runs;
  const { exitCode, stdout, stderr } = learnscope(["resume", folder]);
  expect([exitCode, stdout, stderr]).toEqual([
    0,
    "Nothing is left to do\n",
    `"${folder}" is done: nothing is left to do\n`,
  ]);
  expectSameEnd(folder);
});

test.skipIf(process.platform === "win32")(
  "resume refuses a run that a process is at work on, which goes on unharmed",
  async () => {
    const runs = makeFolder();
    const first = startLearnscope([...words, `runs=${runs}`]);
    const end = ended(first);
    const lock = () => join(folderIn(runs) ?? "", "run.lock");
    while (!existsSync(lock())) await new Promise((resolve) => setTimeout(resolve, 5));
    first.kill("SIGSTOP"); // it is slow, and not ready before the other looks
    const folder = folderIn(runs)!;
    const { exitCode, stderr } = learnscope(["resume", folder]);
    first.kill("SIGCONT");
    expect([exitCode, stderr]).toEqual([
      1,
      `Cannot work on "${folder}": process ${first.pid} is at work on it, needs that to end, or "${lock()}" deleted where it is another program\n`,
    ]);
    expect((await end).exitCode).toBe(0);
    expectSameEnd(folder);
  },
);

test("a clock that goes backwards changes nothing but what is said of time", async () => {
  const environment = withModule("backwardsClock.mjs");
  const [{ folder }] = jsonOf(
    learnscope([...words, `runs=${makeFolder()}`, "--json"], environment),
  ).runs;
  expectSameEnd(folder);
  const { started, updated } = readJson(folder, "status.json");
  expect(Date.parse(updated)).toBeLessThan(Date.parse(started));

  const runs = makeFolder();
  const moment = { file: /^metrics\.jsonl$/, within: ".", times: 2 } as const;
  const path = () => folderIn(runs);
  await killed([...words, `runs=${runs}`], { folder: path, moment, environment });
  expect(learnscope(["resume", path()!], environment).exitCode).toBe(0);
  expectSameEnd(path()!);
});

test("a training that left the finite numbers keeps its last good checkpoint, and meets the same end again", () => {
  const runs = makeFolder();
  // Each step makes all weights four times as large, in 65 steps beyond float32.
  const asked = [...words, "weightDecay=100", `runs=${runs}`];
  const first = learnscope(asked);
  const folder = folderIn(runs)!;
  expect(first.exitCode).toBe(1);
  const reason =
    /Cannot go on training "lenet5": .+ became NaN or infinite first, in epoch 3, step \d+ of 23, needs finite numbers; .+\n/;
  const [sentence] = reason.exec(first.stderr)!;
  expect(first.stderr).toContain(
    `The last good checkpoint is kept; \`learnscope fork ${folder}@last learningRate=…\` branches off from it\n${sentence}`,
  );
  expect(readJson(folder, "status.json")).toMatchObject({
    state: "failed",
    error: sentence.trimEnd(),
  });
  const kept = printsOf(folder);
  const epochs = Object.keys(kept).filter((name) => name.endsWith(".safetensors"));
  expect(epochs).toEqual([0, 1, 2].map((epoch) => `checkpoints/epoch-000${epoch}.safetensors`));
  const again = learnscope(["resume", folder]);
  expect(again.exitCode).toBe(1);
  expect(again.stderr).toContain(sentence);
  expect(printsOf(folder)).toEqual(kept);
});

test("resume refuses data that are not those that a run began with", async () => {
  const pictures = join(makeFolder(), "pets");
  const draw = async (shade: number) => {
    for (const split of ["train", "test"]) {
      for (const [at, name] of ["cats", "dogs"].entries()) {
        for (let i = 0; i < 8; i++) {
          writeInto(pictures, `${split}/${name}/${i}.png`, await plainPng([shade + i, 90 * at, 0]));
        }
      }
    }
  };
  const environment = { LEARNSCOPE_DATA: makeFolder() };
  const pack = ["data", "pack", pictures, "size=28", "channels=1", "replace=true"];
  await draw(10);
  expect(learnscope(pack, environment).exitCode).toBe(0);
  const runs = makeFolder();
  const asked = ["train", "data=pets-28", "model=mlp", "batchSize=4", "epochs=1000"];
  const { exitCode, folder } = await signalled([...asked, `runs=${runs}`], {
    runs,
    signals: ["SIGTERM"],
    environment,
  });
  expect(exitCode).toBe(130);
  const kept = printsOf(folder);
  await draw(200);
  rmSync(join(environment.LEARNSCOPE_DATA, "packed"), { recursive: true, force: true });
  expect(learnscope(pack, environment).exitCode).toBe(0);
  const refused = learnscope(["resume", folder], environment);
  expect([refused.exitCode, refused.stderr.trimEnd().split("\n").at(-1)]).toEqual([
    1,
    `Cannot go on with "${folder}": the images of "pets-28" are not those that it began with, needs the same files`,
  ]);
  expect(printsOf(folder)).toEqual(kept);
  expect(readFileSync(join(folder, "log.txt"), "utf8")).toContain(" begun with ");
});
